/* SPDX-License-Identifier: MIT */
/*
 * A handler that declares floating point but does not use it: it must not link. A function called
 * through a pointer (WORK=hidden) may use it, so then it must link.
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
