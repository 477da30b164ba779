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

#include <rt/detail/hart_block.h>

#include <stddef.h>
#include <stdint.h>

/**
 * Moves this hart's guard to @p address, the address register of a NAPOT region, and tries whether
 * that region is closed and the byte at @p inside still open. Looks for an entry if the hart has
 * none yet. Returns what guards the region: with STACK_GUARD_MPRV, only while MPRV is set.
 */
enum stack_guard rti_pmp_try_guard(unsigned long address, uintptr_t inside);

/** Opens the region again if the guard is there. */
void rti_pmp_drop_guard(unsigned long address);

/** Writes an address register, and executes sfence.vma if the core needs it. */
typedef void rti_pmp_write_address(unsigned long address);

/** By number of the hart: what moves its guard, or NULL if it has none. */
enum {
    PMP_HARTS = 16
};
extern rti_pmp_write_address *rti_pmp_movers[PMP_HARTS];

/** Whether this hart has an entry for its guard. */
static inline bool rti_pmp_has_guard(const struct rt_hart *hart)
{
    return rti_pmp_movers[hart->number] != NULL;
}

/** Moves it to a region that rti_pmp_try_guard has found to be good. */
static inline void rti_pmp_move_guard(const struct rt_hart *hart, unsigned long address)
{
    rti_pmp_movers[hart->number](address);
}

#endif
