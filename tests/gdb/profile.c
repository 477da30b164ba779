/* SPDX-License-Identifier: MIT */
/*
 * Firmware with a known profile.
 */
#include "../out_of_line.h"

#include <rt/trap.h>

static volatile unsigned sum;

/* Called 900 times by one and 100 times by the other. */
OUT_OF_LINE static void leaf(void)
{
    sum = sum + 1;
}

OUT_OF_LINE static void busy(void)
{
    for (unsigned i = 0; i < 900; i++) {
        leaf();
    }
    sum = sum + 1;
}

OUT_OF_LINE static void idle(void)
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
