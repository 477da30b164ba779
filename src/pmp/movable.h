/* SPDX-License-Identifier: MIT */
/*
 * The movable guard: one PMP entry of each hart that closes the guard of the stack that runs.
 *
 * A locked entry binds machine mode but can't move. Two ways lead round that (privileged
 * specification, 3.1.6.3, and Smepmp): an entry without the lock binds lower modes, and with MPRV
 * set and MPP = U so do loads and stores of machine mode; and mseccfg.RLB lets a locked entry move.
 */
#ifndef PMP_MOVABLE_H
#define PMP_MOVABLE_H

#include "base/stacks.h"

#include <stdint.h>

/**
 * Moves this hart's guard to @p address, the address register of a NAPOT region, and tries whether
 * that region is closed and the byte at @p inside still open. Looks for an entry if the hart has
 * none yet. Returns what guards the region: with STACK_GUARD_MPRV, only while MPRV is set.
 */
enum stack_guard rti_pmp_try_guard(unsigned long address, uintptr_t inside);

/** Moves it to a region that rti_pmp_try_guard has found to be good. */
void rti_pmp_move_guard(unsigned long address);

/** Opens the region again if the guard is there. */
void rti_pmp_drop_guard(unsigned long address);

/** Whether this hart has an entry for its guard. */
bool rti_pmp_has_guard(void);

#endif
