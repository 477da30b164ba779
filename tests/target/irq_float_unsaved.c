/* SPDX-License-Identifier: MIT */
/*
 * A handler that calculates with floating point and does not say so: it must not link.
 */
#include <rt/interrupt.h>

static volatile double sum;

__attribute__((noinline)) static void add_up(void)
{
    sum = sum * 0.5 + 1.0;
}

HANDLER(timer)
{
    add_up();
}

int main(void)
{
    return 0;
}
