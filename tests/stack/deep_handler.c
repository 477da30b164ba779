/* SPDX-License-Identifier: MIT */
/* A handler that needs more than its stack. */
#include <rt/interrupt.h>

static volatile unsigned sum;

RT_INTERRUPT(timer)
{
    volatile unsigned char large[9000];

    large[sum] = 1;
    sum += large[8999];
}

int main(void)
{
    return 0;
}
