/* SPDX-License-Identifier: MIT */
/*
 * Running out of stack.
 */
#ifndef RECURSE_H
#define RECURSE_H

#include "../out_of_line.h"

static volatile int bottom = -1; /* which depth never is */

/* Does not return; the compiler can't know. */
OUT_OF_LINE static int recurse(int depth)
{
    volatile char frame[64];

    frame[0] = (char)depth;
    return depth == bottom ? 0 : recurse(depth + 1) + frame[0];
}

#endif
