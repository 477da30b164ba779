/* SPDX-License-Identifier: MIT */
/*
 * Protection on any core: plans entries (plan.h) for the rows of regions.h. Entries that an earlier
 * stage has locked are used as they are. If undeclared addresses can't be closed without giving up
 * another row, they stay accessible.
 */
#include "core.h"
#include "entries.h"
#include "fence.h"
#include "plan.h"
#include "pmp.h"
#include "unusual.h"

#include "base/guards.h"
#include "base/linked_number.h"

#include <rt/detail/hart_block.h>
#include <rt/dump.h>
#include <rt/protect.h>

#include <stddef.h>

enum {
    HARTS = 16,
    ROW_TRAP_GUARD = 2,
    ROW_LOWEST_GUARD = 3,
    /* What planning needs of a hart's stack. */
    STACK = 3584,
};

/* By number of the hart. Only for reports. */
static uint32_t missing_of[HARTS];
RT_DUMP(missing_of);

/* The rows in the order in which they decide, and what is dropped first. */
static const struct {
    uint8_t entry;
    uint8_t rank;
} rows[] = {
    {2, PMP_RANK_TRAP_GUARD},
    {1, PMP_RANK_PROGRAM_GUARD},
    {3, PMP_RANK_GUARD},
    {8, PMP_RANK_GUARD},
    {9, PMP_RANK_GUARD},
    {10, PMP_RANK_GUARD},
    {0, PMP_RANK_GUARD},
    {5, PMP_RANK_CODE},
    {PROTECT_ROW_RAM_TEXT, PMP_RANK_CODE},
    {6, PMP_RANK_CONSTANTS},
    {PROTECT_ROW_RAM, PMP_RANK_CODE},
    {7, PMP_RANK_WINDOW},
    {11, PMP_RANK_WINDOW},
    {PROTECT_ROW_ALL, PMP_RANK_DENY_ALL},
};

enum {
    ROWS = sizeof(rows) / sizeof(rows[0])
};

struct regions {
    struct pmp_region of[ROWS];
    uint8_t entries[ROWS];
    unsigned count;
};

static uint8_t wanted_config(unsigned entry)
{
    return ((const uint8_t *)rti_pmp_table.configs)[entry];
}

/* @p address and @p before are the address registers of the row and of the one before it. */
static void set_range(struct pmp_region *region, uint8_t config, unsigned long before,
                      unsigned long address)
{
    const unsigned long ones = address ^ (address + 1);

    if ((config & PMP_NAPOT) == PMP_TOR) {
        region->base = before << 2;
        region->size = (address - before) << 2;
    } else {
        region->base = (address & ~ones) << 2;
        region->size = (ones + 1) << 2;
    }
}

/* Which addresses of the table each hart has of its own. */
#define OF_HART(entry, address, of_hart, config, name) (of_hart),
static const bool is_of_hart[] = {PMP_ROWS(OF_HART)};

/* What a hart has of its own: the parameters of rti_pmp_init_hart. */
struct own {
    unsigned long area;
    const char *stack_low;
};

/* The region of row @p row, whose configuration is @p config. */
static struct pmp_region region_of(unsigned row, uint8_t config, const struct own *own)
{
    const unsigned entry = rows[row].entry;
    struct pmp_region region = {
        .machine = config & (PMP_R | PMP_W | PMP_X),
        .lower = PMP_ANY,
        .rank = rows[row].rank,
    };

    if (entry == PROTECT_ROW_STACK && own->stack_low != NULL) {
        region.base = (unsigned long)own->stack_low - RT_HART_GUARD_SIZE;
        region.size = RT_HART_GUARD_SIZE;
    } else if (entry != PROTECT_ROW_ALL) {
        const unsigned long before = entry == 0 ? 0 : rti_pmp_table.addresses[entry - 1];
        const unsigned long address = rti_pmp_table.addresses[entry];
        set_range(&region, config, before, address + (is_of_hart[entry] ? own->area : 0));
    }
    return region;
}

/* @p rest is the configuration for undeclared addresses. It may make rows of RAM superfluous. */
static void set_regions(struct regions *regions, uint8_t rest, const struct own *own)
{
    regions->count = 0;
    for (unsigned row = 0; row < ROWS; row++) {
        const unsigned entry = rows[row].entry;
        const uint8_t config = entry == PROTECT_ROW_ALL ? rest : wanted_config(entry);
        const bool is_superfluous = config == PROTECT_EVERYTHING && config == rest;
        if (config != 0 && (!is_superfluous || entry == PROTECT_ROW_ALL)) {
            regions->entries[regions->count] = (uint8_t)entry;
            regions->of[regions->count++] = region_of(row, config, own);
        }
    }
}

/*
 * Whether machine mode may do more in region @p i than it should. That it may do less is the doing
 * of an earlier stage, which may have closed a part of a window.
 */
static bool is_too_open(const struct regions *regions, const struct pmp_plan *plan, unsigned i)
{
    const uint32_t window = regions->of[i].rank == PMP_RANK_WINDOW ? plan->denied : 0;

    return (plan->missing_machine & ~window) >> i & 1;
}

/* Returns what the plan lacks: the bits of rti_pmp_unusual_missing. */
static uint32_t plan_with(const struct pmp_core *core, uint8_t rest, const struct own *own,
                          struct pmp_plan *plan)
{
    const uint32_t undeclared = (uint32_t)1 << PROTECT_UNDECLARED;
    uint32_t missing = rest != PROTECT_GUARD ? undeclared : 0;
    struct regions regions;

    set_regions(&regions, rest, own);
    if (!rti_pmp_plan(core, regions.of, regions.count, plan)) {
        return PMP_MISSING_ALL;
    }
    for (unsigned i = 0; i < regions.count; i++) {
        if (!is_too_open(&regions, plan, i)) {
            continue;
        }
        /* A region that may be written has to deny execution, as all others do. */
        const unsigned entry = regions.entries[i];
        const bool is_open = (regions.of[i].machine & PMP_W) != 0;
        missing |= (uint32_t)1 << (is_open ? PROTECT_ROW_ALL : entry);
        missing |= entry == PROTECT_ROW_ALL ? undeclared : 0;
    }
    return missing;
}

/*
 * Plans to close undeclared addresses, which takes entries for RAM and devices. If that leaves none
 * for another protection, these addresses only can't be executed. Returns what is missing.
 */
static uint32_t plan_rows(const struct pmp_core *core, const struct own *own, struct pmp_plan *plan)
{
    if (wanted_config(PROTECT_ROW_ALL) == PROTECT_GUARD) {
        const uint32_t open = plan_with(core, PROTECT_EVERYTHING, own, plan);
        const uint32_t closed = plan_with(core, PROTECT_GUARD, own, plan);
        if ((closed & ~open) == 0) {
            return closed;
        }
    }
    return plan_with(core, PROTECT_EVERYTHING, own, plan);
}

/* Writes all rows without lock bits. Returns whether they read back. */
static bool write_rows(const struct pmp_core *core, const struct pmp_plan *plan)
{
    bool is_right = true;

    for (unsigned i = 0; i < core->entries; i++) {
        rti_pmp_set_address(i, plan->rows.addresses[i]);
    }
    for (unsigned i = 0; i < core->entries; i++) {
        if ((core->in_force->configs[i] & PMP_LOCK) == 0) {
            const uint8_t config = plan->rows.configs[i] & (PMP_LOCK - 1);
            rti_pmp_set_config(i, config);
            is_right &= rti_pmp_config(i) == config;
        }
        is_right &= rti_pmp_address(i) == plan->rows.addresses[i];
    }
    return is_right;
}

static void lock_rows(const struct pmp_core *core, const struct pmp_plan *plan)
{
    for (unsigned i = 0; i < core->entries; i++) {
        rti_pmp_set_config(i, plan->rows.configs[i]);
    }
    pmp_fence();
}

static void clear_rows(const struct pmp_core *core)
{
    for (unsigned i = 0; i < core->entries; i++) {
        rti_pmp_set_config(i, 0);
    }
}

static uint32_t protect(const struct own *own)
{
    struct pmp_registers in_force;
    const struct pmp_core core = rti_pmp_examine(&in_force);
    struct pmp_plan plan;
    const uint32_t missing = plan_rows(&core, own, &plan);

    if (missing == PMP_MISSING_ALL) {
        return missing;
    }
    if (!write_rows(&core, &plan)) {
        clear_rows(&core);
        return PMP_MISSING_ALL;
    }
    lock_rows(&core, &plan);
    return missing;
}

/* Where the guard in the row ends, in units of 4 bytes from that of the lowest stack. */
static unsigned long distance_of(unsigned entry)
{
    return rti_pmp_table.addresses[entry] - rti_pmp_table.addresses[ROW_LOWEST_GUARD];
}

/* The bits of base/guards.h for the guards among the rows that are missing. */
static unsigned long open_guards(uint32_t missing)
{
    static const uint8_t of_area[] = {ROW_TRAP_GUARD, ROW_LOWEST_GUARD, 8, 9, 10};
    const unsigned long distance = LINKED_LARGE_NUMBER(rti_guard_distance) / 4;
    unsigned long open = (missing >> PROTECT_ROW_STACK & 1) != 0 ? GUARD_PROGRAM : 0;

    if (missing == PMP_MISSING_ALL) {
        return GUARDS_MASK;
    }
    for (unsigned i = 0; i < sizeof(of_area); i++) {
        if ((missing >> of_area[i] & 1) != 0) {
            open |= 2UL << distance_of(of_area[i]) / distance;
        }
    }
    return open;
}

unsigned long rti_pmp_unusual(unsigned long area, const char *stack_low)
{
    const bool has_stack =
        stack_low == NULL || (uintptr_t)__builtin_frame_address(0) - (uintptr_t)stack_low >= STACK;
    const unsigned long number = rt_hart_block()->number;
    const struct own own = {area, stack_low};

    const uint32_t missing = has_stack ? protect(&own) : PMP_MISSING_ALL;

    if (number < HARTS) {
        missing_of[number] = missing;
    }
    return open_guards(missing);
}

uint32_t rti_pmp_unusual_missing(void)
{
    const unsigned long number = rt_hart_block_of_trap()->number;

    return number < HARTS ? missing_of[number] : PMP_MISSING_ALL;
}
