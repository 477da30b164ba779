/* SPDX-License-Identifier: MIT */
/* Uses more of a stack than there is, and returns. */
#ifndef OVERFLOW_H
#define OVERFLOW_H

#include "../out_of_line.h"

#include <stdint.h>

/* Recurses until a frame reaches @p limit. */
OUT_OF_LINE static int use_up_to(uintptr_t limit)
{
    volatile char frame[32];

    frame[0] = 0;
    return (uintptr_t)frame <= limit ? 0 : use_up_to(limit) + frame[0];
}

#endif
