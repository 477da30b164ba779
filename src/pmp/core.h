/* SPDX-License-Identifier: MIT */
/*
 * What the PMP of the running hart can do, found by writing to its entries.
 */
#ifndef PMP_CORE_H
#define PMP_CORE_H

#include "plan.h"

/**
 * Examines entries 0 to 15, which must not be in use: those that are not locked are turned off.
 * @p in_force is set to the locked ones; the result refers to it. mseccfg_writable is 0: mseccfg
 * stays as it is. Its value is read if the core has it.
 */
struct pmp_core rti_pmp_examine(struct pmp_registers *in_force);

#endif
