/* SPDX-License-Identifier: MIT */
/** @file
 * Memory protection by the core's PMP (privileged specification, section 3.7). Page zero and the
 * stack guards are inaccessible, code and constants not writable, data not executable. On by
 * default; PROTECTION OFF in rivet_add_firmware turns it off.
 */
#ifndef RT_PROTECT_H
#define RT_PROTECT_H

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of the guard at the low end of a stack passed to rt_hart_start. */
enum {
    RT_HART_GUARD_SIZE = 256
};

/**
 * Returns the name of the @p nth protection, from 0, that this hart lacks; NULL when there are no
 * more. Callable from anywhere.
 */
const char *rt_protect_missing(unsigned nth);

#ifdef __cplusplus
}
#endif

#endif
