/* SPDX-License-Identifier: MIT */
/*
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

/**
 * Programs and locks this hart's protection, until reset. Called once for each hart, before other
 * C code; tp is the hart's own. On a core that has too few entries or too coarse a granule it does
 * what is possible.
 */
void rt_protect_init(void);

/**
 * Names the @p nth protection, from 0, that this hart does without; NULL when there are no more.
 * Callable from anywhere.
 */
const char *rt_protect_missing(unsigned nth);

#ifdef __cplusplus
}
#endif

#endif
