/* SPDX-License-Identifier: MIT */
/*
 * Sections of code that no interrupt of this hart may split.
 *
 * They nest, and they leave interrupts as they found them. Other harts are not held up: that takes
 * a lock.
 */
#ifndef RT_CRITICAL_H
#define RT_CRITICAL_H

#include <rt/csr.h>

/** Turns interrupts off on this hart; pass what it returns to rt_critical_exit. */
static inline unsigned long rt_critical_enter(void)
{
    return csr_read_clear(mstatus, MSTATUS_MIE) & MSTATUS_MIE;
}

/** Turns interrupts back on if they were on when rt_critical_enter returned @p state. */
static inline void rt_critical_exit(unsigned long state)
{
    csr_set(mstatus, state);
}

#endif
