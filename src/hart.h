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

/** The list of a hart that takes no calls: it doesn't run. */
#define HART_CALLS_CLOSED ((struct rt_hart_call *)1)

/**
 * Runs the calls that were posted to this hart, the first posted first, and leaves @p rest as its
 * list, NULL or HART_CALLS_CLOSED. Interrupts are off.
 */
void hart_take_calls(struct rt_hart_call *rest);

#endif
