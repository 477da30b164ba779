/* SPDX-License-Identifier: MIT */
/*
 * The functions that -fsanitize=undefined calls. Each finding is a panic with the source location,
 * and with the values if the compiler passes them. The compilers define the functions and their
 * data.
 */
#include "base/panic_text.h"

#include <stdint.h>

struct place {
    const char *file;
    uint32_t line;
    uint32_t column;
};

/* kind 0 is an integer: bit 0 of info is set if it is signed, the rest is log2 of its width in
 * bits. */
struct type {
    uint16_t kind;
    uint16_t info;
    char name[];
};

/* The common start of all checks' data; types and constants follow the place. */
struct check {
    struct place place;
    const struct type *type;
    const struct type *second_type;
};

#define WHERE_FORMAT "\n  where   %s:%u:%u"
#define WHERE(place_of_it) \
    (place_of_it).file, (unsigned)(place_of_it).line, (unsigned)(place_of_it).column

struct number {
    const char *sign;
    unsigned long long magnitude;
};

/* An integer is passed by value if it fits in the argument, else by its address. */
static struct number number(const struct type *type, uintptr_t value)
{
    const unsigned bits = 1U << (type->info >> 1);
    unsigned long long wide = value;

    if (type->kind != 0) {
        return (struct number){"(not an integer) ", value};
    }
    if (bits > 64) {
        return (struct number){"(low half) ", *(const uint64_t *)value};
    }
    if (bits > 8 * sizeof(value)) {
        wide = *(const uint64_t *)value;
    }
    wide <<= 64 - bits;
    if ((type->info & 1) == 0) {
        return (struct number){"", wide >> (64 - bits)};
    }
    const long long result = (long long)wide >> (64 - bits);
    return result < 0 ? (struct number){"-", 0ULL - (unsigned long long)result}
                      : (struct number){"", (unsigned long long)result};
}

__attribute__((noreturn)) static void found(const char *what, const struct check *check)
{
    PANIC("undefined behaviour: %s" WHERE_FORMAT, what, WHERE(check->place));
}

__attribute__((noreturn)) static void found_in(const char *what, const struct check *check,
                                               const struct type *type, uintptr_t value)
{
    const struct number n = number(type, value);

    PANIC("undefined behaviour: %s: %s%llu of type %s" WHERE_FORMAT, what, n.sign, n.magnitude,
          type->name, WHERE(check->place));
}

__attribute__((noreturn)) static void found_between(const char *operation,
                                                    const struct check *check,
                                                    const struct type *right_type, uintptr_t left,
                                                    uintptr_t right)
{
    const struct number l = number(check->type, left);
    const struct number r = number(right_type, right);

    PANIC("undefined behaviour: %s%llu %s %s%llu in type %s" WHERE_FORMAT, l.sign, l.magnitude,
          operation, r.sign, r.magnitude, check->type->name, WHERE(check->place));
}

static const char *pointer_fault(uint8_t log_alignment, uintptr_t pointer)
{
    if (pointer == 0) {
        return "null pointer used";
    }
    return (pointer & ((1UL << log_alignment) - 1)) != 0 ? "misaligned pointer used"
                                                         : "object too small for its type";
}

/* Each check has a function, and one ending in _abort for when the run can't continue. Both
 * panic. */
#define CHECK(name, parameters, body)                                        \
    __attribute__((noreturn)) void __ubsan_handle_##name parameters;         \
    __attribute__((noreturn)) void __ubsan_handle_##name parameters          \
    {                                                                        \
        body;                                                                \
    }                                                                        \
    __attribute__((noreturn)) void __ubsan_handle_##name##_abort parameters; \
    __attribute__((noreturn)) void __ubsan_handle_##name##_abort parameters  \
    {                                                                        \
        body;                                                                \
    }

#define ONE const struct check *check, uintptr_t value
#define TWO const struct check *check, uintptr_t left, uintptr_t right

CHECK(add_overflow, (TWO), found_between("+", check, check->type, left, right))
CHECK(sub_overflow, (TWO), found_between("-", check, check->type, left, right))
CHECK(mul_overflow, (TWO), found_between("*", check, check->type, left, right))
CHECK(divrem_overflow, (TWO), found_between("/", check, check->type, left, right))
CHECK(shift_out_of_bounds, (TWO),
      found_between("shifted by", check, check->second_type, left, right))
CHECK(negate_overflow, (ONE), found_in("negation overflows", check, check->type, value))
CHECK(out_of_bounds, (ONE), found_in("index out of bounds", check, check->second_type, value))
CHECK(load_invalid_value, (ONE), found_in("invalid value loaded", check, check->type, value))
CHECK(vla_bound_not_positive, (ONE), found_in("array size not positive", check, check->type, value))
CHECK(missing_return, (const struct check *check), found("function ends without a value", check))
CHECK(builtin_unreachable, (const struct check *check),
      found("unreachable code was reached", check))
CHECK(nonnull_arg, (const struct check *check), found("null passed as nonnull argument", check))
CHECK(nullability_arg, (const struct check *check), found("null passed as _Nonnull", check))
CHECK(invalid_builtin, (const struct check *check), found("zero passed to clz or ctz", check))
CHECK(nonnull_return_v1, (const void *data, const struct check *check), (void)data;
      found("null returned as nonnull", check))
CHECK(nullability_return_v1, (const void *data, const struct check *check), (void)data;
      found("null returned as _Nonnull", check))
CHECK(function_type_mismatch, (ONE), (void)value;
      found("function called through a wrong type", check))
CHECK(float_cast_overflow, (ONE), (void)value;
      found("floating-point value does not fit the integer", check))
CHECK(implicit_conversion, (TWO), (void)right;
      found_in("conversion changes the value", check, check->type, left))
CHECK(alignment_assumption,
      (const struct check *check, uintptr_t pointer, uintptr_t alignment, uintptr_t offset),
      (void)alignment;
      (void)offset; (void)pointer; found("assumed alignment does not hold", check))
CHECK(pointer_overflow, (TWO),
      PANIC("undefined behaviour: pointer %p became %p" WHERE_FORMAT, (void *)left, (void *)right,
            WHERE(check->place)))

struct pointer_check {
    struct place place;
    const struct type *type;
    uint8_t log_alignment;
    uint8_t kind;
};

CHECK(type_mismatch_v1, (const struct pointer_check *check, uintptr_t pointer),
      PANIC("undefined behaviour: %s: %p for type %s" WHERE_FORMAT,
            pointer_fault(check->log_alignment, pointer), (void *)pointer, check->type->name,
            WHERE(check->place)))
