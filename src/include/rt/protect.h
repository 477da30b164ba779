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
 * Names the @p nth protection, from 0, that this hart does without; NULL when there are no more.
 * Callable from anywhere.
 */
const char *rt_protect_missing(unsigned nth);

#ifdef __cplusplus
}
#endif

#endif
