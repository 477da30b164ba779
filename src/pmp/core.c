/* SPDX-License-Identifier: MIT */
#include "core.h"
#include "entries.h"
#include "fence.h"

#include "arch/probe.h"

#include <string.h>

enum {
    ENTRIES = 16,
    MODE = 0x18,
    NA4 = 0x10,
};

/* For a start without a reset, when this firmware has locked each entry and none shows it. */
static struct remembered {
    uint32_t mark;
    struct pmp_quirks quirks;
} remembered __attribute__((section(".noinit_of_core")));

#define REMEMBERED 0x0dd17e5eU

/* All bits that an address register may have. */
#define ADDRESS_BITS (__riscv_xlen == 32 ? 0xffffffff : ~0UL >> 10)

static bool is_locked(unsigned entry)
{
    return (rti_pmp_config(entry) & PMP_LOCK) != 0;
}

/* Whether the address is locked as the lower bound of the next entry. */
static bool is_held(unsigned entry)
{
    return entry + 1 < ENTRIES && is_locked(entry + 1) &&
           (rti_pmp_config(entry + 1) & MODE) == PMP_TOR;
}

/* Turns the entry off. Returns what its address register then holds of ones: 0 if there is none. */
static unsigned long clear(unsigned entry)
{
    rti_pmp_set_config(entry, 0);
    if (rti_pmp_config(entry) != 0) {
        return 0;
    }
    rti_pmp_set_address(entry, ~0UL);
    const unsigned long ones = rti_pmp_address(entry);
    rti_pmp_set_address(entry, 0);
    return ones & ~rti_pmp_address(entry);
}

static bool has_mode(unsigned entry, uint8_t mode)
{
    rti_pmp_set_config(entry, mode);
    const bool has_it = (rti_pmp_config(entry) & MODE) == mode;
    rti_pmp_set_config(entry, 0);
    return has_it;
}

/* Whether user mode may load if it is to have @p right everywhere. */
static bool lets_user_load(unsigned entry, uint8_t right)
{
    const char byte = 0;

    rti_pmp_set_config(entry, PMP_NAPOT | right);
    pmp_fence();
    const bool may_load = rti_probe_as_user((uintptr_t)&byte);
    rti_pmp_set_config(entry, 0);
    return may_load;
}

/* A core without user mode shows nothing. */
static bool exchanges_r_and_x(unsigned entry)
{
    rti_pmp_set_address(entry, ~0UL);
    const bool by_x = lets_user_load(entry, PMP_X);
    const bool by_r = lets_user_load(entry, PMP_R);
    rti_pmp_set_address(entry, 0);
    pmp_fence();
    return by_x && !by_r;
}

/* What one entry that is off shows of all. Fixed ones are those of the smallest NAPOT region. */
static void examine_entry(struct pmp_core *core, unsigned entry, unsigned long ones)
{
    const unsigned long fixed = rti_pmp_address(entry);

    core->grain = fixed != 0 ? 8 * (fixed + 1) : 4 * (ones & -ones);
    core->address_mask = (ones | (ones - 1)) & ADDRESS_BITS;
    core->has_tor = has_mode(entry, PMP_TOR);
    core->has_napot = has_mode(entry, PMP_NAPOT);
    core->has_na4 = has_mode(entry, NA4);
    rti_pmp_quirks.fixed_low = fixed;
    /* With MML an entry that is not locked would deny machine mode what it lets user mode do. */
    rti_pmp_quirks.exchanges_r_and_x =
        core->has_napot && (core->mseccfg & PMP_MML) == 0 && exchanges_r_and_x(entry);
    remembered = (struct remembered){REMEMBERED, rti_pmp_quirks};
}

/* Returns false if there is no such entry, or it has a fixed value without a lock. */
static bool examine(struct pmp_core *core, unsigned entry)
{
    if (is_locked(entry) || is_held(entry)) {
        return true;
    }
    const unsigned long ones = clear(entry);
    if (ones != 0 && core->address_mask == 0) {
        examine_entry(core, entry, ones);
    }
    return ones != 0;
}

/* The locked entries, once it is known how to read them. */
static void reread(const struct pmp_core *core, struct pmp_registers *in_force)
{
    for (unsigned entry = 0; entry < core->entries; entry++) {
        if (is_locked(entry)) {
            in_force->configs[entry] = rti_pmp_config(entry);
        }
        if (is_locked(entry) || is_held(entry)) {
            in_force->addresses[entry] = rti_pmp_address(entry);
        }
    }
}

struct pmp_core rti_pmp_examine(struct pmp_registers *in_force)
{
    struct pmp_core core = {.grain = 4, .in_force = in_force};

    memset(in_force, 0, sizeof(*in_force));
    rti_pmp_quirks = (struct pmp_quirks){0};
    core.mseccfg = (uint8_t)(rti_probe_mseccfg() & (PMP_MML | PMP_MMWP | PMP_RLB));
    while (core.entries < ENTRIES && examine(&core, core.entries)) {
        core.entries++;
    }
    if (core.address_mask == 0) {
        core.address_mask = ADDRESS_BITS;
        rti_pmp_quirks = remembered.mark == REMEMBERED ? remembered.quirks : (struct pmp_quirks){0};
    }
    reread(&core, in_force);
    return core;
}
