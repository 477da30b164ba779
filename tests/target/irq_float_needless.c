/* SPDX-License-Identifier: MIT */
/*
 * A handler that says it calculates with floating point, and doesn't: it must not link. What it
 * calls through a pointer (WORK=hidden) may be anything, so then it must.
 */
#include <rt/interrupt.h>

static volatile unsigned count;

static void count_up(void)
{
    count = count + 1;
}

__attribute__((unused)) static void (*volatile hidden)(void) = count_up;

HANDLER(timer)
{
    WORK();
}

int main(void)
{
    return 0;
}
