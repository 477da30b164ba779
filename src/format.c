/* SPDX-License-Identifier: MIT */
/*
 * The panic path's printf. Numbers are made in a buffer of their own, so the only state is on the
 * stack.
 */
#include <rt/format.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct output {
    rt_format_put *put;
    void *context;
};

struct spec {
    bool left;
    bool zeros;
    unsigned width;
    unsigned longs; /* 0 int, 1 long or size_t, 2 long long */
    char kind;
};

static void put_many(const struct output *out, char c, unsigned count)
{
    while (count-- > 0) {
        out->put(out->context, c);
    }
}

static void put_padded(const struct output *out, const struct spec *spec, const char *text,
                       unsigned size)
{
    const unsigned padding = spec->width > size ? spec->width - size : 0;

    if (!spec->left) {
        put_many(out, ' ', padding);
    }
    for (unsigned i = 0; i < size; i++) {
        out->put(out->context, text[i]);
    }
    if (spec->left) {
        put_many(out, ' ', padding);
    }
}

static void put_number(const struct output *out, const struct spec *spec, unsigned long long value,
                       bool negative)
{
    const unsigned base = spec->kind == 'x' || spec->kind == 'p' ? 16 : 10;
    char digits[24];
    char *const end = digits + sizeof digits;
    char *at = end;

    do {
        *--at = "0123456789abcdef"[value % base];
        value /= base;
    } while (value != 0);
    const unsigned limit = spec->zeros && !spec->left ? spec->width : 0;
    while ((unsigned)(end - at) + negative < limit && at > digits + 2) {
        *--at = '0';
    }
    if (negative) {
        *--at = '-';
    }
    put_padded(out, spec, at, (unsigned)(end - at));
}

static const char *parse_spec(struct spec *spec, const char *format)
{
    *spec = (struct spec){0};
    for (;; format++) {
        if (*format == '-') {
            spec->left = true;
        } else if (*format == '0') {
            spec->zeros = true;
        } else {
            break;
        }
    }
    for (; *format >= '0' && *format <= '9'; format++) {
        spec->width = spec->width * 10 + (unsigned)(*format - '0');
    }
    for (; *format == 'l' || *format == 'z'; format++) {
        spec->longs++;
    }
    spec->kind = *format;
    return *format != '\0' ? format + 1 : format;
}

/* The arguments travel in a struct so that a callee moves the caller's position on. */
struct arguments {
    va_list list;
};

static unsigned long long take_unsigned(const struct spec *spec, struct arguments *arguments)
{
    switch (spec->longs) {
    case 0:
        return va_arg(arguments->list, unsigned);
    case 1:
        return va_arg(arguments->list, unsigned long);
    default:
        return va_arg(arguments->list, unsigned long long);
    }
}

static long long take_signed(const struct spec *spec, struct arguments *arguments)
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

static void put_string(const struct output *out, const struct spec *spec, const char *text)
{
    unsigned size = 0;

    if (text == NULL) {
        text = "(null)";
    }
    while (text[size] != '\0') {
        size++;
    }
    put_padded(out, spec, text, size);
}

static void put_conversion(const struct output *out, struct spec *spec, struct arguments *arguments)
{
    char c;

    switch (spec->kind) {
    case 's':
        put_string(out, spec, va_arg(arguments->list, const char *));
        break;
    case 'c':
        c = (char)va_arg(arguments->list, int);
        put_padded(out, spec, &c, 1);
        break;
    case 'd':
    case 'i': {
        const long long value = take_signed(spec, arguments);
        const bool negative = value < 0;
        put_number(out, spec,
                   negative ? 0ULL - (unsigned long long)value : (unsigned long long)value,
                   negative);
        break;
    }
    case 'u':
    case 'x':
        put_number(out, spec, take_unsigned(spec, arguments), false);
        break;
    case 'p':
        put_string(out, &(struct spec){0}, "0x");
        spec->zeros = true;
        spec->width = 2 * sizeof(void *);
        put_number(out, spec, (uintptr_t)va_arg(arguments->list, void *), false);
        break;
    default:
        out->put(out->context, spec->kind);
        break;
    }
}

void rt_format(rt_format_put *put, void *context, const char *format, va_list list)
{
    const struct output out = {put, context};
    struct arguments arguments;

    va_copy(arguments.list, list);
    while (*format != '\0') {
        if (*format != '%') {
            put(context, *format++);
            continue;
        }
        struct spec spec;
        format = parse_spec(&spec, format + 1);
        if (spec.kind != '\0') {
            put_conversion(&out, &spec, &arguments);
        }
    }
    va_end(arguments.list);
}
