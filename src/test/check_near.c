/* SPDX-License-Identifier: MIT */
/*
 * The check that needs floating point. In its own file because some cores lack it.
 */
#include "test.h"

#include <stdio.h>

/* Approximate: an exact number would need a printf with floating point. */
static void print_real(double value)
{
    const char *const sign = value < 0 ? "-" : "";
    const double size = value < 0 ? -value : value;

    if (!(size < 1e12)) {
        printf("%s(beyond 1e12 or not a number)", sign);
        return;
    }
    const unsigned long long whole = (unsigned long long)size;
    const unsigned long long parts = (unsigned long long)((size - (double)whole) * 1e6);
    printf("%s%llu.%06llu", sign, whole, parts);
}

void rt_test_check_near(double left, double right, double distance, rt_test_site site)
{
    const double apart = left < right ? right - left : left - right;

    if (apart <= distance) {
        return;
    }
    rti_test_begin_line(site);
    printf(", left is ");
    print_real(left);
    printf(", right is ");
    print_real(right);
    printf("\n");
    rti_test_note_failure(site);
}
