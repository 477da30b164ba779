/* SPDX-License-Identifier: MIT */
/*
 * What the parts of <rt/hart.h> share.
 */
#ifndef HART_H
#define HART_H

#include <rt/hart.h>

/** The block of hart @p number, NULL if there is none. */
struct rt_hart *rt_hart_block_of(unsigned number);

/** Raises a hart's software interrupt after everything that was written before. */
void rt_hart_wake(const struct rt_hart *hart);

#endif
