/* SPDX-License-Identifier: MIT */
/*
 * For firmware with contexts on a core with Smepmp but without user mode: sets mseccfg.RLB, which
 * is possible only before the first entry is locked, so that the movable guard may be a locked
 * entry. Contexts refer to rti_pmp_relock, so that this is linked in. Other firmware uses
 * the weak rti_pmp_start of pmp.c, known.c or pmp_none.c.
 */
#include "pmp.h"
#include "regions.h"

#include "arch/probe.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/trap.h>

enum {
    MSECCFG_RLB = 4,
    MISA_U = 1 << ('U' - 'A'),
};

const char rti_pmp_relock = 0;

/* misa may be 0. Then MPP can't be set to user mode if there is none. */
static bool has_user_mode(void)
{
    const unsigned long isa = csr_read(misa);

    csr_clear(mstatus, MSTATUS_MPP);
    return isa != 0 ? (isa & MISA_U) != 0 : (csr_read(mstatus) & MSTATUS_MPP) == 0;
}

/* Whether a locked entry still binds machine mode; not so on QEMU 7.2. Tries the guard of the main
 * stack, which nobody needs. */
static bool is_bound(void)
{
    uint8_t byte;

    csr_write(pmpaddr0, rti_pmp_table.addresses[PROTECT_ROW_STACK]);
    csr_write(pmpcfg0, PROTECT_GUARD);
    const bool is_closed = !rt_try_load8((uintptr_t)rt_stack_guard, &byte);
    csr_write(pmpcfg0, 0);
    return is_closed;
}

void rti_pmp_start(void)
{
    if ((rti_probe_mseccfg() & MSECCFG_RLB) != 0 && rti_pmp_missing() != PMP_MISSING_ALL) {
        /* A start without a reset: the table is in force. With RLB set, writes would change it. */
        return;
    }
    if (!has_user_mode() && (rti_probe_set_mseccfg(MSECCFG_RLB) & MSECCFG_RLB) != 0 &&
        !is_bound()) {
        __asm__ volatile("csrci 0x747, 4"); /* mseccfg.RLB */
    }
    rti_pmp_init();
}
