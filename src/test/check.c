/* SPDX-License-Identifier: MIT */
/*
 * The checks. Each failure prints one line, "file:line: check failed: ...", which editors and the
 * runner recognise.
 */
#include "test.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct rt_test_value rt_test_signed(long long value)
{
    const uint64_t bits = (uint64_t)value;

    return (struct rt_test_value){.magnitude = value < 0 ? 0 - bits : bits, .negative = value < 0};
}

struct rt_test_value rt_test_unsigned(unsigned long long value)
{
    return (struct rt_test_value){.magnitude = value};
}

struct rt_test_value rt_test_pointer(const volatile void *value)
{
    return (struct rt_test_value){.magnitude = (uintptr_t)value, .pointer = true};
}

static int compare(struct rt_test_value left, struct rt_test_value right)
{
    if (left.negative != right.negative) {
        return left.negative ? -1 : 1;
    }
    const int order = (left.magnitude > right.magnitude) - (left.magnitude < right.magnitude);
    return left.negative ? -order : order;
}

static bool holds(int order, enum rt_test_relation relation)
{
    switch (relation) {
    case RT_TEST_EQ:
        return order == 0;
    case RT_TEST_NE:
        return order != 0;
    case RT_TEST_LT:
        return order < 0;
    case RT_TEST_LE:
        return order <= 0;
    case RT_TEST_GT:
        return order > 0;
    case RT_TEST_GE:
        return order >= 0;
    }
    return false;
}

static void print_value(struct rt_test_value value)
{
    if (value.pointer) {
        printf("0x%" PRIx64, value.magnitude);
    } else if (value.negative || value.magnitude < 10) {
        printf("%s%" PRIu64, value.negative ? "-" : "", value.magnitude);
    } else {
        printf("%" PRIu64 " (0x%" PRIx64 ")", value.magnitude, value.magnitude);
    }
}

void rt_test_failed(rt_test_site site)
{
    rti_test_begin_line(site);
    printf("\n");
    rti_test_note_failure(site);
}

void rt_test_check(struct rt_test_value left, struct rt_test_value right,
                   enum rt_test_relation relation, rt_test_site site)
{
    if (holds(compare(left, right), relation)) {
        return;
    }
    rti_test_begin_line(site);
    printf(", left is ");
    print_value(left);
    printf(", right is ");
    print_value(right);
    printf("\n");
    rti_test_note_failure(site);
}

static void print_string(const char *text)
{
    if (text == NULL) {
        printf("NULL");
        return;
    }
    printf("\"");
    for (; *text != '\0'; text++) {
        const unsigned char byte = (unsigned char)*text;
        if (byte < ' ' || byte >= 0x7f) {
            printf("\\x%02x", byte);
        } else {
            printf("%c", byte);
        }
    }
    printf("\"");
}

void rt_test_check_string(const char *left, const char *right, rt_test_site site)
{
    const bool none = left == NULL || right == NULL;

    if (none ? left == right : strcmp(left, right) == 0) {
        return;
    }
    rti_test_begin_line(site);
    printf(", left is ");
    print_string(left);
    printf(", right is ");
    print_string(right);
    printf("\n");
    rti_test_note_failure(site);
}

void rt_test_check_memory(const void *left, const void *right, size_t size, rt_test_site site)
{
    const unsigned char *const a = left;
    const unsigned char *const b = right;
    size_t at = 0;

    while (at < size && a[at] == b[at]) {
        at++;
    }
    if (at == size) {
        return;
    }
    rti_test_begin_line(site);
    printf(", first difference at byte %zu of %zu: left is 0x%02x, right is 0x%02x\n", at, size,
           a[at], b[at]);
    rti_test_note_failure(site);
}

void rt_test_fail(rt_test_site site, const char *format, ...)
{
    va_list arguments;

    rti_test_begin_line(site);
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
    rti_test_end_failed();
}
