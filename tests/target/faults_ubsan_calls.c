/* SPDX-License-Identifier: MIT */
/*
 * Findings of -fsanitize=undefined that not every compiler makes: the functions are called as the
 * compiler's documentation of its runtime describes.
 */
#include <rt/test.h>

#include <stdint.h>

struct place {
    const char *file;
    uint32_t line, column;
};

struct type {
    uint16_t kind, info;
    char name[8];
};

static const struct type unsigned_32 = {0, 5 << 1, "'u32'"};
static const struct {
    struct place place;
    const struct type *type;
} check = {{"place.c", 12, 3}, &unsigned_32};
static const struct {
    struct place place;
    const struct type *type;
    uint8_t log_alignment, kind;
} pointer_check = {{"place.c", 12, 3}, &unsigned_32, 2, 0};

/* No header declares them. */
#define CHECK __attribute__((noreturn)) void
CHECK __ubsan_handle_type_mismatch_v1(const void *check, uintptr_t pointer);
CHECK __ubsan_handle_missing_return(const void *check);
CHECK __ubsan_handle_nullability_arg(const void *check);
CHECK __ubsan_handle_invalid_builtin(const void *check);
CHECK __ubsan_handle_nullability_return_v1(const void *data, const void *check);
CHECK __ubsan_handle_function_type_mismatch(const void *check, uintptr_t value);
CHECK __ubsan_handle_float_cast_overflow(const void *check, uintptr_t value);
CHECK __ubsan_handle_float_cast_overflow_abort(const void *check, uintptr_t value);
CHECK __ubsan_handle_implicit_conversion(const void *check, uintptr_t from, uintptr_t to);
CHECK __ubsan_handle_alignment_assumption(const void *check, uintptr_t pointer, uintptr_t alignment,
                                          uintptr_t offset);

#define HERE "\n  where   place.c:12:3"

RT_TEST_PANICS(object_too_small, "undefined behaviour: object too small for its type: 0x")
{
    __ubsan_handle_type_mismatch_v1(&pointer_check, 0x1000);
}

RT_TEST_PANICS(pointer_misaligned_by_two, "undefined behaviour: misaligned pointer used: 0x")
{
    __ubsan_handle_type_mismatch_v1(&pointer_check, 0x1002);
}

RT_TEST_PANICS(missing_return, "undefined behaviour: function ends without a value" HERE)
{
    __ubsan_handle_missing_return(&check);
}

RT_TEST_PANICS(null_as_nonnull_argument, "undefined behaviour: null passed as _Nonnull" HERE)
{
    __ubsan_handle_nullability_arg(&check);
}

RT_TEST_PANICS(null_as_nonnull_result, "undefined behaviour: null returned as _Nonnull" HERE)
{
    __ubsan_handle_nullability_return_v1(NULL, &check);
}

RT_TEST_PANICS(zero_for_a_builtin, "undefined behaviour: zero passed to clz or ctz" HERE)
{
    __ubsan_handle_invalid_builtin(&check);
}

RT_TEST_PANICS(wrong_function_type,
               "undefined behaviour: function called through a wrong type" HERE)
{
    __ubsan_handle_function_type_mismatch(&check, 0);
}

RT_TEST_PANICS(float_too_large,
               "undefined behaviour: floating-point value does not fit the integer" HERE)
{
    __ubsan_handle_float_cast_overflow(&check, 0);
}

RT_TEST_PANICS(float_too_large_without_recovery,
               "undefined behaviour: floating-point value does not fit the integer" HERE)
{
    __ubsan_handle_float_cast_overflow_abort(&check, 0);
}

RT_TEST_PANICS(conversion_changes_the_value,
               "undefined behaviour: conversion changes the value: 7 of type 'u32'" HERE)
{
    __ubsan_handle_implicit_conversion(&check, 7, 6);
}

static const struct type signed_8 = {0, 3 << 1 | 1, "'i8'"};
static const struct {
    struct place place;
    const struct type *type;
} byte_check = {{"place.c", 12, 3}, &signed_8};

RT_TEST_PANICS(conversion_changes_a_negative_byte,
               "undefined behaviour: conversion changes the value: -3 of type 'i8'" HERE)
{
    __ubsan_handle_implicit_conversion(&byte_check, 0x1fd, 0);
}

RT_TEST_PANICS(alignment_assumed, "undefined behaviour: assumed alignment does not hold" HERE)
{
    __ubsan_handle_alignment_assumption(&check, 2, 4, 0);
}
