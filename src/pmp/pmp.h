/* SPDX-License-Identifier: MIT */
/*
 * What the start of a hart asks of its PMP; the application's side is <rt/protect.h>.
 */
#ifndef PMP_H
#define PMP_H

#include <rt/protect.h>

#include <stdbool.h>

/**
 * Programs and locks the boot hart's protection, until reset. Called once, by rti_entry. On a core
 * that has too few entries it does what is possible.
 */
void rti_pmp_init(void);

/**
 * The same for another hart, each time it begins. @p area is how far its area (rt/image.h) is
 * from the boot hart's, in bytes, and @p stack_low the lowest byte of its program's stack, above
 * RT_HART_GUARD_SIZE bytes of guard.
 */
void rti_pmp_init_hart(unsigned long area, const char *stack_low);

/**
 * Guards another stack of this hart's program than the first one; false if the core has no entry
 * left for it. Earlier guards stay until reset.
 */
bool rti_pmp_guard_stack(const char *stack_low);

#endif
