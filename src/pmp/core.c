/* SPDX-License-Identifier: MIT */
#include "core.h"
#include "entries.h"

#include "arch/probe.h"

#include <string.h>

enum {
    ENTRIES = 16,
    MODE = 0x18,
    NA4 = 0x10,
};

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
    return ones;
}

static bool has_mode(unsigned entry, uint8_t mode)
{
    rti_pmp_set_config(entry, mode);
    const bool has_it = (rti_pmp_config(entry) & MODE) == mode;
    rti_pmp_set_config(entry, 0);
    return has_it;
}

/* What one entry that is off shows of all. */
static void examine_entry(struct pmp_core *core, unsigned entry, unsigned long ones)
{
    core->grain = 4 * (ones & -ones);
    core->address_mask = (ones | (ones - 1)) & ADDRESS_BITS;
    core->has_tor = has_mode(entry, PMP_TOR);
    core->has_napot = has_mode(entry, PMP_NAPOT);
    core->has_na4 = has_mode(entry, NA4);
}

/* Returns false if there is no such entry, or it has a fixed value without a lock. */
static bool examine(struct pmp_core *core, struct pmp_registers *in_force, unsigned entry)
{
    if (is_locked(entry)) {
        in_force->configs[entry] = rti_pmp_config(entry);
    }
    if (is_locked(entry) || is_held(entry)) {
        in_force->addresses[entry] = rti_pmp_address(entry);
        return true;
    }
    const unsigned long ones = clear(entry);
    if (ones != 0 && core->address_mask == 0) {
        examine_entry(core, entry, ones);
    }
    return ones != 0;
}

struct pmp_core rti_pmp_examine(struct pmp_registers *in_force)
{
    struct pmp_core core = {.grain = 4, .in_force = in_force};

    memset(in_force, 0, sizeof(*in_force));
    core.mseccfg = (uint8_t)(rti_probe_mseccfg() & (PMP_MML | PMP_MMWP | PMP_RLB));
    while (core.entries < ENTRIES && examine(&core, in_force, core.entries)) {
        core.entries++;
    }
    if (core.address_mask == 0) {
        core.address_mask = ADDRESS_BITS;
    }
    return core;
}
