/* SPDX-License-Identifier: MIT */
/** @file
 * Memory protection by the core's PMP (privileged specification, section 3.7): page zero and the
 * stack guards not accessible, code and constants not writable, data not executable. On unless
 * rivet_add_firmware says PROTECTION OFF.
 */
#ifndef RT_PROTECT_H
#define RT_PROTECT_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of the guard at the low end of a stack that rt_hart_start is given. */
enum {
    RT_HART_GUARD_SIZE = 256
};

/**
 * Programs and locks the boot hart's protection, until reset. Called once, by rt_entry. On a core
 * that has too few entries it does what is possible.
 */
void rt_protect_init(void);

/**
 * The same for another hart, each time it begins. @p area is how far its area (rt/image.h) lies
 * from the boot hart's, in bytes, and @p stack_low the lowest byte of its program's stack, above
 * RT_HART_GUARD_SIZE bytes of guard.
 */
void rt_protect_init_hart(unsigned long area, const char *stack_low);

/**
 * Guards another stack of this hart's program than the first one; false if the core has no entry
 * left for it. Earlier guards stay until reset.
 */
bool rt_protect_stack(const char *stack_low);

/**
 * Names the @p nth protection, from 0, that this hart does without; NULL when there are no more.
 * Callable from anywhere.
 */
const char *rt_protect_missing(unsigned nth);

#ifdef __cplusplus
}
#endif

#endif
