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

/* A flag's bit in a word. All flags are characters from '#' to '0'. */
#define FLAG(c) (1UL << ((c) - '#'))
#define FLAGS   (FLAG('-') | FLAG('0') | FLAG('#') | FLAG('+'))

/* One conversion after the other. In one struct, so that its functions have few arguments. */
struct conversion {
    rt_format_put *put;
    void *context;
    const char *format; /* The rest of it. */
    va_list arguments;
    /* What is asked for. */
    unsigned long flags;
    unsigned kind;
    unsigned size; /* Of the argument, in bytes. */
    long width;
    long precision; /* Negative if there is none. */
    /* What is written: prefix, zeros up to the precision, text. */
    unsigned long prefix; /* An index of prefixes. */
    long prefix_size;
    const char *text;
    long text_size;
    char digits[DIGITS];
};

enum {
    PREFIX_MINUS = 0,
    PREFIX_PLUS = 1,
    PREFIX_HEX = 2,
    PREFIX_BIG_HEX = 4,
};
static const char prefixes[] = "-+0x0X";

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
        const unsigned long bit = (unsigned long)*c->format - '#';
        if (bit > '0' - '#' || (FLAGS >> bit & 1) == 0) {
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
    parse_flags(c);
    c->width = parse_number(c);
    if (c->width < 0) {
        c->flags |= FLAG('-');
        c->width = -c->width;
    }
    c->precision = -1;
    if (*c->format == '.') {
        c->format++;
        c->precision = parse_number(c);
    }
    parse_size(c);
    c->kind = (unsigned char)*c->format++;
}

/* Takes an integer and converts it to the type that the length modifier names. An argument has at
 * least the size of a long on the stack; the shifts remove the bytes above its own. */
static __attribute__((noinline)) uint64_t take_integer(struct conversion *c, bool is_signed)
{
    if (c->size > sizeof(long)) {
        return va_arg(c->arguments, unsigned long long);
    }
    const unsigned shift = CHAR_BIT * ((unsigned)sizeof(long) - c->size);
    const unsigned long value = va_arg(c->arguments, unsigned long) << shift;

    return is_signed ? (uint64_t)((long)value >> shift) : value >> shift;
}

/* Without a digit if the value and the precision are 0. */
static void find_digits(struct conversion *c, uint64_t value, unsigned long base)
{
    char *at = c->digits + DIGITS;

    while (value != 0 || (at == c->digits + DIGITS && c->precision != 0)) {
        const uint64_t higher = hal_divide(value, base);
        const unsigned digit = (unsigned)value - (unsigned)higher * (unsigned)base;
        /* Bit 5 is set in digits and in small letters. */
        *--at = (char)((digit < 10 ? digit + '0' : digit + 'A' - 10) | (c->kind & 0x20));
        value = higher;
    }
    c->text = at;
    c->text_size = c->digits + DIGITS - at;
}

static void make_decimal(struct conversion *c, bool is_signed)
{
    uint64_t value = take_integer(c, is_signed);
    const bool is_negative = is_signed && (int64_t)value < 0;

    c->prefix = is_negative ? PREFIX_MINUS : PREFIX_PLUS;
    c->prefix_size = is_negative || (is_signed && has(c, FLAG('+')));
    find_digits(c, is_negative ? 0 - value : value, 10);
}

static void make_hex(struct conversion *c)
{
    const uint64_t value = take_integer(c, false);

    c->prefix = c->kind == 'X' ? PREFIX_BIG_HEX : PREFIX_HEX;
    c->prefix_size = has(c, FLAG('#')) && (value != 0 || c->kind == 'p') ? 2 : 0;
    find_digits(c, value, 16);
}

/* A bad pointer must not prevent the rest of a panic's message. */
static void find_string(struct conversion *c, const char *string)
{
    uint8_t first;
    size_t size = 0;

    if (string == NULL) {
        string = "(null)";
    } else if (!rt_try_load8((uintptr_t)string, &first)) {
        string = "(bad pointer)";
    }
    while (size < (size_t)c->precision && string[size] != '\0') {
        size++;
    }
    c->text = string;
    c->text_size = (long)size;
    c->precision = 0;
}

/* Returns false for a conversion that it doesn't know, without taking an argument. */
static bool convert(struct conversion *c)
{
    c->prefix_size = 0;
    switch (c->kind) {
    case 'd':
    case 'i':
        make_decimal(c, true);
        return true;
    case 'u':
        make_decimal(c, false);
        return true;
    case 'p':
        c->flags = FLAG('#');
        c->size = sizeof(void *);
        c->precision = 2 * sizeof(void *);
        __attribute__((fallthrough));
    case 'x':
    case 'X':
        make_hex(c);
        return true;
    case 's':
        find_string(c, va_arg(c->arguments, const char *));
        return true;
    case 'c':
        c->kind = va_arg(c->arguments, unsigned);
        __attribute__((fallthrough));
    case '%':
        c->digits[0] = (char)c->kind;
        c->text = c->digits;
        c->text_size = 1;
        c->precision = 0;
        return true;
    default:
        return false;
    }
}

/* Puts @p count characters, each @p step after the last; none if the count is negative. */
static void put_all(const struct conversion *c, const char *at, size_t step, long count)
{
    for (; count > 0; count--, at += step) {
        c->put(c->context, *at);
    }
}

static void put_converted(const struct conversion *c)
{
    long zeros = c->precision > c->text_size ? c->precision - c->text_size : 0;
    long padding = c->width - c->prefix_size - zeros - c->text_size;

    if (c->precision < 0 && padding > 0 && (c->flags & (FLAG('0') | FLAG('-'))) == FLAG('0')) {
        zeros = padding;
        padding = 0;
    }
    put_all(c, " ", 0, has(c, FLAG('-')) ? 0 : padding);
    put_all(c, prefixes + c->prefix, 1, c->prefix_size);
    put_all(c, "0", 0, zeros);
    put_all(c, c->text, 1, c->text_size);
    put_all(c, " ", 0, has(c, FLAG('-')) ? padding : 0);
}

void rt_format(rt_format_put *put, void *context, const char *format, va_list list)
{
    struct conversion conversion;
    bool is_known = true;

    conversion.put = put;
    conversion.context = context;
    conversion.format = format;
    va_copy(conversion.arguments, list);
    while (*conversion.format != '\0') {
        const char *const from = conversion.format++;
        if (*from == '%' && is_known) {
            parse(&conversion);
            is_known = convert(&conversion);
            if (is_known) {
                put_converted(&conversion);
                continue;
            }
            conversion.format = from + 1;
        }
        put_all(&conversion, from, 1, 1);
    }
    va_end(conversion.arguments);
}
