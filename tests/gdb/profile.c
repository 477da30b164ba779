/* SPDX-License-Identifier: MIT */
/*
 * A firmware whose profile is known.
 */
#include <rt/trap.h>

static volatile unsigned sum;

/* Called 900 times by one and 100 times by the other. */
__attribute__((noinline)) static void leaf(void)
{
    sum = sum + 1;
}

__attribute__((noinline)) static void busy(void)
{
    for (unsigned i = 0; i < 900; i++) {
        leaf();
    }
    sum = sum + 1;
}

__attribute__((noinline)) static void idle(void)
{
    for (unsigned i = 0; i < 100; i++) {
        leaf();
    }
    sum = sum + 1;
}

int main(void)
{
    uint8_t byte;

    busy();
    idle();
    return rt_try_load8(4, &byte) ? 1 : 0;
}
