/* SPDX-License-Identifier: MIT */
#include "movable.h"
#include "entries.h"
#include "pmp.h"
#include "regions.h"

#include "arch/probe.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/trap.h>

enum {
    MSECCFG_RLB = 4,
    /* Page zero, which is closed anyway. */
    NOWHERE = 4096 / 8 - 1,
    /* Bytes of a function in write_address.S. */
    WRITER_SIZE = 16,
};

rti_pmp_write_address *rti_pmp_movers[PMP_HARTS];

/* In write_address.S, a function for each entry: without a fence, and with one. */
extern const char rti_pmp_writers[], rti_pmp_fencing_writers[];

static rti_pmp_write_address *writer_of(unsigned entry)
{
    const char *const writers = rti_probe_fence() ? rti_pmp_fencing_writers : rti_pmp_writers;

    return (rti_pmp_write_address *)(uintptr_t)(writers + (size_t)entry * WRITER_SIZE);
}

/* The first address of a NAPOT region. */
static uintptr_t start_of(unsigned long address)
{
    return (address & (address + 1)) << 2;
}

static bool can_load(uintptr_t address, enum stack_guard guard)
{
    uint8_t byte;

    return guard == STACK_GUARD_MPRV ? rti_probe_as_user(address) : rt_try_load8(address, &byte);
}

/*
 * Whether lower modes may do what machine mode may: what no entry matches is closed to them alone,
 * and paging binds only them.
 */
static bool has_same_rights(void)
{
    return rti_pmp_missing() != PMP_MISSING_ALL && rti_probe_satp() == 0;
}

/* Whether the region is closed by this entry, and by nothing before it open. */
static bool closes(unsigned entry, unsigned long address, uintptr_t inside, enum stack_guard guard)
{
    const uint8_t config = guard == STACK_GUARD_MPRV ? PMP_NAPOT : PROTECT_GUARD;

    rti_pmp_set_config(entry, PMP_NAPOT);
    writer_of(entry)(address);
    if (rti_pmp_address(entry) != address || rti_pmp_config(entry) != PMP_NAPOT) {
        return false;
    }
    rti_pmp_set_config(entry, config);
    return !can_load(start_of(address), guard) && can_load(inside, guard);
}

/* Off, or left by the same firmware before a start without a reset. */
static bool is_usable(unsigned entry)
{
    return rti_pmp_is_free(entry) || rti_pmp_config(entry) == PMP_NAPOT;
}

static bool try_entries(unsigned long address, uintptr_t inside, enum stack_guard guard)
{
    rti_pmp_write_address **const mover = &rti_pmp_movers[rt_hart_block_of_trap()->number];

    for (unsigned entry = PROTECT_ENTRIES; entry-- > 0;) {
        if (*mover != NULL ? *mover != writer_of(entry) : !is_usable(entry)) {
            continue;
        }
        if (closes(entry, address, inside, guard)) {
            *mover = writer_of(entry);
            return true;
        }
        rti_pmp_set_config(entry, 0);
        *mover = NULL;
    }
    return false;
}

enum stack_guard rti_pmp_try_guard(unsigned long address, uintptr_t inside)
{
    if (rti_probe_pmp() == 0) {
        return STACK_GUARD_PATTERN;
    }
    if ((rti_probe_mseccfg() & MSECCFG_RLB) != 0 && try_entries(address, inside, STACK_GUARD_RLB)) {
        return STACK_GUARD_RLB;
    }
    if (has_same_rights() && try_entries(address, inside, STACK_GUARD_MPRV)) {
        return STACK_GUARD_MPRV;
    }
    return STACK_GUARD_PATTERN;
}

void rti_pmp_drop_guard(unsigned long address)
{
    const struct rt_hart *const hart = rt_hart_block_of_trap();

    for (unsigned entry = 0; rti_pmp_has_guard(hart) && entry < PROTECT_ENTRIES; entry++) {
        if (rti_pmp_movers[hart->number] == writer_of(entry) && rti_pmp_address(entry) == address) {
            rti_pmp_move_guard(hart, NOWHERE);
        }
    }
}
