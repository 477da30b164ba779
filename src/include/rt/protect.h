/* SPDX-License-Identifier: MIT */
/*
 * Memory protection by the core's PMP (privileged specification, section 3.7).
 */
#ifndef RT_PROTECT_H
#define RT_PROTECT_H

/** Programs and locks this hart's protection. Called once for each hart, before other C code. */
void rt_protect_init(void);

#endif
