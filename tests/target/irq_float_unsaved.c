/* SPDX-License-Identifier: MIT */
/* A handler that uses floating point but does not declare it: it must not link. */
#include "../out_of_line.h"

#include <rt/interrupt.h>

static volatile float sum;

OUT_OF_LINE static void add_up(void)
{
#ifdef HALF
    /* flh fa0, 0(a0), which compilers may not know. */
    __asm__ volatile(".4byte 0x00051507" ::"r"(&sum));
#else
    sum = sum * 0.5F + 1.0F;
#endif
}

HANDLER(SOURCE)
{
    add_up();
}

int main(void)
{
    return 0;
}
