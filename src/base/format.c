/* SPDX-License-Identifier: MIT */
/*
 * The panic path's printf. All state is on the stack.
 */
#include "text_table.h"

#include <hal/divide.h>
#include <rt/format.h>
#include <rt/trap.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct spec {
    bool left;
    bool zeros;
    size_t width;
    unsigned longs; /* 0: int, 1: long or size_t, 2: long long */
    char kind;
};

/* The output of a conversion. Generated text is in a buffer of DIGITS characters. */
struct text {
    const char *at;
    size_t size;
};
enum {
    DIGITS = 24
};

/* In a struct, so that a callee advances the caller's va_list. */
struct arguments {
    va_list list;
};

static const char *parse_spec(struct spec *spec, const char *format)
{
    *spec = (struct spec){0};
    for (; *format == '-' || *format == '0'; format++) {
        spec->left |= *format == '-';
        spec->zeros |= *format == '0';
    }
    for (; *format >= '0' && *format <= '9'; format++) {
        spec->width = spec->width * 10 + (size_t)(*format - '0');
    }
    for (; *format == 'l' || *format == 'z'; format++) {
        spec->longs++;
    }
    spec->kind = *format;
    return *format != '\0' ? format + 1 : format;
}

static int64_t take_signed(const struct spec *spec, struct arguments *arguments)
{
    switch (spec->longs) {
    case 0:
        return va_arg(arguments->list, int);
    case 1:
        return va_arg(arguments->list, long);
    default:
        return va_arg(arguments->list, long long);
    }
}

static uint64_t without_sign(const struct spec *spec, int64_t value)
{
    switch (spec->longs) {
    case 0:
        return (unsigned)value;
    case 1:
        return (unsigned long)value;
    default:
        return (uint64_t)value;
    }
}

/* Writes digits from last to first and reserves two characters for a sign or "0x". */
static struct text make_digits(char *digits, const struct spec *spec, uint64_t value, bool negative)
{
    const bool is_pointer = spec->kind == 'p';
    const unsigned long base = is_pointer || spec->kind == 'x' ? 16 : 10;
    char *const end = digits + DIGITS;
    const size_t limit = spec->zeros && !spec->left ? spec->width : 0;
    char *at = end;

    do {
        const uint64_t higher = hal_divide(value, base);
        const unsigned digit = (unsigned)(value - higher * base);
        *--at = (char)(digit + (digit < 10 ? '0' : 'a' - 10));
        value = higher;
    } while (value != 0);
    while ((size_t)(end - at) + negative < limit && at > digits + 2) {
        *--at = '0';
    }
    if (is_pointer) {
        *--at = 'x';
        *--at = '0';
    } else if (negative) {
        *--at = '-';
    }
    return (struct text){at, (size_t)(end - at)};
}

static struct text make_number(char *digits, const struct spec *spec, struct arguments *arguments)
{
    const int64_t value = take_signed(spec, arguments);
    const bool negative = value < 0 && (spec->kind == 'd' || spec->kind == 'i');

    return make_digits(digits, spec, negative ? 0 - (uint64_t)value : without_sign(spec, value),
                       negative);
}

/* A bad pointer must not prevent the rest of a panic's message. */
static struct text find_string(const char *string)
{
    uint8_t first;

    if (string == NULL) {
        string = "(null)";
    } else if (!rt_try_load8((uintptr_t)string, &first)) {
        string = "(bad pointer)";
    }
    return (struct text){string, (size_t)(rti_next_text(string) - 1 - string)};
}

/* Returns the output of the conversion, in @p digits if it is generated. */
static struct text convert(char *digits, struct spec *spec, struct arguments *arguments)
{
    switch (spec->kind) {
    case 's':
        return find_string(va_arg(arguments->list, const char *));
    case 'p':
        *spec = (struct spec){.zeros = true, .width = 2 * sizeof(void *), .longs = 1, .kind = 'p'};
        __attribute__((fallthrough));
    case 'd':
    case 'i':
    case 'u':
    case 'x':
        return make_number(digits, spec, arguments);
    case 'c':
        digits[0] = (char)va_arg(arguments->list, int);
        break;
    default:
        digits[0] = spec->kind;
        break;
    }
    return (struct text){digits, 1};
}

static void put_padded(rt_format_put *put, void *context, const struct spec *spec,
                       const struct text *text)
{
    const size_t padding = spec->width > text->size ? spec->width - text->size : 0;
    const size_t before = spec->left ? 0 : padding;

    for (size_t i = 0; i < padding + text->size; i++) {
        put(context, i - before < text->size ? text->at[i - before] : ' ');
    }
}

void rt_format(rt_format_put *put, void *context, const char *format, va_list list)
{
    struct arguments arguments;

    va_copy(arguments.list, list);
    while (*format != '\0') {
        if (*format != '%') {
            put(context, *format++);
            continue;
        }
        struct spec spec;
        char digits[DIGITS];
        format = parse_spec(&spec, format + 1);
        if (spec.kind != '\0') {
            const struct text text = convert(digits, &spec, &arguments);
            put_padded(put, context, &spec, &text);
        }
    }
    va_end(arguments.list);
}
