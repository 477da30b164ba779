/* SPDX-License-Identifier: MIT */
#include "movable.h"
#include "entries.h"
#include "regions.h"

#include "arch/probe.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/trap.h>

enum {
    HARTS = 16,
    MSECCFG_RLB = 4,
    /* Page zero, which is closed anyway. */
    NOWHERE = 4096 / 8 - 1,
};

/* By number of the hart: 1 more than the entry, or 0. */
static uint8_t entries[HARTS];

static uint8_t *own_entry(void)
{
    const unsigned long number = rt_hart_block_of_trap()->number;

    return number < HARTS ? &entries[number] : &entries[0];
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

/* Whether the region is closed by this entry, and by nothing before it open. */
static bool closes(unsigned entry, unsigned long address, uintptr_t inside, enum stack_guard guard)
{
    const uint8_t config = guard == STACK_GUARD_MPRV ? PMP_NAPOT : PROTECT_GUARD;

    rti_pmp_set_address(entry, address);
    rti_pmp_set_config(entry, config);
    return rti_pmp_address(entry) == address && rti_pmp_config(entry) == config &&
           !can_load(start_of(address), guard) && can_load(inside, guard);
}

static bool try_entries(unsigned long address, uintptr_t inside, enum stack_guard guard)
{
    uint8_t *const own = own_entry();

    for (unsigned entry = PROTECT_ENTRIES; entry-- > 0;) {
        if (*own != 0 ? entry + 1U != *own : !rti_pmp_is_free(entry)) {
            continue;
        }
        if (closes(entry, address, inside, guard)) {
            *own = (uint8_t)(entry + 1);
            return true;
        }
        rti_pmp_set_config(entry, 0);
        *own = 0;
    }
    return false;
}

enum stack_guard rti_pmp_try_guard(unsigned long address, uintptr_t inside)
{
    if (rti_probe_pmp(~0UL) == 0) {
        return STACK_GUARD_PATTERN;
    }
    if ((rti_probe_mseccfg() & MSECCFG_RLB) != 0 && try_entries(address, inside, STACK_GUARD_RLB)) {
        return STACK_GUARD_RLB;
    }
    if (try_entries(address, inside, STACK_GUARD_MPRV)) {
        return STACK_GUARD_MPRV;
    }
    return STACK_GUARD_PATTERN;
}

void rti_pmp_move_guard(unsigned long address)
{
    rti_pmp_set_address(*own_entry() - 1U, address);
}

void rti_pmp_drop_guard(unsigned long address)
{
    if (rti_pmp_has_guard() && rti_pmp_address(*own_entry() - 1U) == address) {
        rti_pmp_move_guard(NOWHERE);
    }
}

bool rti_pmp_has_guard(void)
{
    return *own_entry() != 0;
}
