/* SPDX-License-Identifier: MIT */
/* Overflows the stack. */
#ifndef RECURSE_H
#define RECURSE_H

#include "../out_of_line.h"

static volatile int bottom = -1; /* a depth that is never reached */

/* Does not return, which the compiler can't see. */
OUT_OF_LINE static int recurse(int depth)
{
    volatile char frame[64];

    frame[0] = (char)depth;
    return depth == bottom ? 0 : recurse(depth + 1) + frame[0];
}

#endif
