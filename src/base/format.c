/* SPDX-License-Identifier: MIT */
/*
 * The panic path's printf. All state is on the stack.
 */
#include "text_table.h"

#include <hal/divide.h>
#include <rt/format.h>
#include <rt/trap.h>

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    DIGITS = 20, /* Of 64 bits in decimal. */
};

/* A flag's bit in a word. All flags are characters from ' ' to '0'. */
#define FLAG(c) (1UL << ((c) - ' '))
#define FLAGS   (FLAG('-') | FLAG('0') | FLAG('#') | FLAG('+'))

/* One conversion after the other. In one struct, so that its functions have few arguments. */
struct conversion {
    rt_format_put *put;
    void *context;
    const char *format; /* The rest of it. */
    va_list arguments;
    /* What is asked for. */
    unsigned long flags;
    char kind;
    unsigned char size; /* Of the argument, in bytes. */
    size_t width;
    size_t precision; /* SIZE_MAX if there is none. Later: as many digits, with zeros. */
    /* What is written: prefix, zeros, text. */
    const char *text;
    size_t text_size;
    size_t prefix_size;
    char prefix[2];
    char digits[DIGITS];
};

/* Parses digits or a '*'. Its argument may be negative, which the other numbers can't be. */
static long parse_number(struct conversion *c)
{
    long number = 0;

    if (*c->format == '*') {
        c->format++;
        return va_arg(c->arguments, int);
    }
    for (; *c->format >= '0' && *c->format <= '9'; c->format++) {
        number = number * 10 + (*c->format - '0');
    }
    return number;
}

static void parse_flags(struct conversion *c)
{
    c->flags = 0;
    for (;; c->format++) {
        const unsigned long bit = (unsigned long)*c->format - ' ';
        if (bit > '0' - ' ' || (FLAGS >> bit & 1) == 0) {
            break;
        }
        c->flags |= 1UL << bit;
    }
}

static bool has(const struct conversion *c, unsigned long flags)
{
    return (c->flags & flags) != 0;
}

static void parse_size(struct conversion *c)
{
    c->size = sizeof(int);
    for (;; c->format++) {
        const char letter = *c->format;
        if (letter == 'h') {
            c->size /= 2;
        } else if (letter == 'j' || (letter == 'l' && c->format[-1] == 'l')) {
            c->size = sizeof(long long);
        } else if (letter == 'l' || letter == 'z' || letter == 't') {
            c->size = sizeof(long);
        } else {
            break;
        }
    }
}

static void parse(struct conversion *c)
{
    long number;

    parse_flags(c);
    number = parse_number(c);
    c->width = (size_t)number;
    if (number < 0) {
        c->flags |= FLAG('-');
        c->width = 0 - c->width;
    }
    c->precision = SIZE_MAX;
    if (*c->format == '.') {
        c->format++;
        number = parse_number(c);
        c->precision = number < 0 ? SIZE_MAX : (size_t)number;
    }
    parse_size(c);
    c->kind = *c->format++;
}

/* Takes an integer and converts it to the type that the length modifier names. An argument has at
 * least the size of a long on the stack; the shifts remove the bytes above its own. */
static uint64_t take_integer(struct conversion *c, bool is_signed)
{
    if (c->size > sizeof(long)) {
        return va_arg(c->arguments, unsigned long long);
    }
    const unsigned long shift = CHAR_BIT * (sizeof(long) - c->size);
    const unsigned long value = va_arg(c->arguments, unsigned long) << shift;

    return is_signed ? (uint64_t)((long)value >> shift) : value >> shift;
}

static void add_prefix(struct conversion *c, char letter)
{
    c->prefix[c->prefix_size++] = letter;
}

static void make_number(struct conversion *c)
{
    const bool is_signed = c->kind == 'd' || c->kind == 'i';
    const unsigned long base = is_signed || c->kind == 'u' ? 10 : 16;
    const char ten = (char)(c->kind + 'a' - 'x');
    uint64_t value = take_integer(c, is_signed);
    char *at = c->digits + DIGITS;

    if (is_signed && (int64_t)value < 0) {
        value = 0 - value;
        add_prefix(c, '-');
    } else if (is_signed && has(c, FLAG('+'))) {
        add_prefix(c, '+');
    } else if (base == 16 && has(c, FLAG('#')) && value != 0) {
        add_prefix(c, '0');
        add_prefix(c, c->kind);
    }
    while (value != 0) {
        const uint64_t higher = hal_divide(value, base);
        const unsigned digit = (unsigned)value - (unsigned)higher * (unsigned)base;
        *--at = (char)(digit + (digit < 10 ? '0' : (unsigned)ten - 10));
        value = higher;
    }
    c->text = at;
    c->text_size = (size_t)(c->digits + DIGITS - at);
    if (c->precision == SIZE_MAX) {
        const bool fills = has(c, FLAG('0')) && !has(c, FLAG('-')) && c->width > c->prefix_size;
        c->precision = fills ? c->width - c->prefix_size : 1;
    }
}

/* A bad pointer must not prevent the rest of a panic's message. */
static void find_string(struct conversion *c, const char *string)
{
    uint8_t first;

    if (string == NULL) {
        string = "(null)";
    } else if (!rt_try_load8((uintptr_t)string, &first)) {
        string = "(bad pointer)";
    }
    c->text = string;
    while (c->text_size < c->precision && string[c->text_size] != '\0') {
        c->text_size++;
    }
    c->precision = 0;
}

/* Returns false for a conversion that it doesn't know, without taking an argument. */
static bool convert(struct conversion *c)
{
    c->prefix_size = 0;
    c->text_size = 0;
    switch (c->kind) {
    case 'p':
        c->kind = 'x';
        c->flags = 0;
        c->size = sizeof(void *);
        c->precision = 2 * sizeof(void *);
        add_prefix(c, '0');
        add_prefix(c, 'x');
        __attribute__((fallthrough));
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
        make_number(c);
        return true;
    case 's':
        find_string(c, va_arg(c->arguments, const char *));
        return true;
    case 'c':
        c->kind = (char)va_arg(c->arguments, int);
        __attribute__((fallthrough));
    case '%':
        c->text = &c->kind;
        c->text_size = 1;
        c->precision = 0;
        return true;
    default:
        return false;
    }
}

/* Puts @p count characters, each @p step after the last; none if the count is negative. */
static void put_all(const struct conversion *c, const char *at, size_t step, size_t count)
{
    for (; (ptrdiff_t)count > 0; count--, at += step) {
        c->put(c->context, *at);
    }
}

static void put_converted(const struct conversion *c)
{
    const size_t zeros = c->precision > c->text_size ? c->precision - c->text_size : 0;
    const size_t padding = c->width - c->prefix_size - zeros - c->text_size;

    put_all(c, " ", 0, has(c, FLAG('-')) ? 0 : padding);
    put_all(c, c->prefix, 1, c->prefix_size);
    put_all(c, "0", 0, zeros);
    put_all(c, c->text, 1, c->text_size);
    put_all(c, " ", 0, has(c, FLAG('-')) ? padding : 0);
}

void rt_format(rt_format_put *put, void *context, const char *format, va_list list)
{
    struct conversion conversion;

    conversion.put = put;
    conversion.context = context;
    conversion.format = format;
    va_copy(conversion.arguments, list);
    while (*conversion.format != '\0') {
        const char *const from = conversion.format++;
        if (*from != '%') {
            put_all(&conversion, from, 1, 1);
            continue;
        }
        parse(&conversion);
        if (!convert(&conversion)) {
            put_all(&conversion, from, 1, (size_t)(rti_next_text(from) - 1 - from));
            break;
        }
        put_converted(&conversion);
    }
    va_end(conversion.arguments);
}
