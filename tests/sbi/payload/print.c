/* SPDX-License-Identifier: MIT */
/*
 * Output through the debug console. Addresses are physical, also with paging (paging.h). A firmware
 * before SBI 2.0, with which another one is compared, has only a call for each character.
 */
#include "print.h"

#include "call.h"

#include <stdarg.h>

static unsigned lock;

/* DBCN may accept less than it is given, or nothing for a while. */
static void put(const char *text, unsigned long size)
{
    while (size != 0) {
        struct result result = sbi(DBCN, 0, size, (unsigned long)text, 0);
        if (result.error == NOT_SUPPORTED) {
            result = (struct result){sbi(PUTCHAR, 0, (unsigned char)*text).error, 1};
        }
        if (result.error != OK || result.value > size) {
            return;
        }
        text += result.value;
        size -= result.value;
    }
}

static void put_string(const char *text)
{
    unsigned long size = 0;

    while (text[size] != '\0') {
        size++;
    }
    put(text, size);
}

static void put_number(unsigned long number, unsigned base)
{
    char digits[24];
    char *first = digits + sizeof(digits);

    do {
        *--first = "0123456789abcdef"[number % base];
        number /= base;
    } while (number != 0);
    put_string(base == 16 ? "0x" : "");
    put(first, (unsigned long)(digits + sizeof(digits) - first));
}

/* What is behind a '%'. */
static void put_argument(char letter, va_list *arguments)
{
    if (letter == 's') {
        put_string(va_arg(*arguments, const char *));
    } else {
        put_number(va_arg(*arguments, unsigned long), letter == 'x' ? 16 : 10);
    }
}

void say(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    while (__atomic_exchange_n(&lock, 1, __ATOMIC_ACQUIRE) != 0) {
    }
    while (*format != '\0') {
        unsigned long plain = 0;
        while (format[plain] != '\0' && format[plain] != '%') {
            plain++;
        }
        put(format, plain);
        format += plain;
        if (*format == '%') {
            put_argument(format[1], &arguments);
            format += 2;
        }
    }
    __atomic_store_n(&lock, 0, __ATOMIC_RELEASE);
    va_end(arguments);
}
