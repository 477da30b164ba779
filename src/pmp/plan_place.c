/* SPDX-License-Identifier: MIT */
/*
 * Places the rows of all regions that an attempt keeps, around the entries that are locked.
 */
#include "pmp/plan_internal.h"

#include <stddef.h>

struct pmp_range rti_pmp_row_range(const struct pmp_attempt *attempt, unsigned entry)
{
    const struct pmp_registers *rows = &attempt->plan->rows;
    const unsigned long low = (attempt->core->grain >> 2) - 1;
    const unsigned long address = rows->addresses[entry];
    const unsigned long ones = address ^ (address + 1);
    /* The entry before may be NAPOT, with ones below the grain. */
    const unsigned long start = entry == 0 ? 0 : rows->addresses[entry - 1] & ~low;

    switch (rows->configs[entry] & PMP_MODE) {
    case PMP_TOR:
        if (start < address) {
            return (struct pmp_range){start, address - 1};
        }
        break;
    case PMP_NA4:
        return (struct pmp_range){address, address};
    case PMP_NAPOT:
        return (struct pmp_range){address & ~ones, address | ones};
    default:
        break;
    }
    return (struct pmp_range){1, 0};
}

static bool is_locked(const struct pmp_core *core, unsigned entry)
{
    return core->in_force != NULL && (core->mseccfg & PMP_RLB) == 0 &&
           (core->in_force->configs[entry] & PMP_LOCK) != 0;
}

/* A locked TOR entry also locks the address of the entry before. */
static bool is_held(const struct pmp_core *core, unsigned entry)
{
    return entry + 1 < core->entries && is_locked(core, entry + 1) &&
           (core->in_force->configs[entry + 1] & PMP_MODE) == PMP_TOR;
}

/* Frees all entries except the locked ones. */
static void start_over(struct pmp_attempt *attempt)
{
    const struct pmp_core *core = attempt->core;
    struct pmp_registers *rows = &attempt->plan->rows;

    for (unsigned i = 0; i < core->entries; i++) {
        const bool locked = is_locked(core, i);
        const bool held = is_held(core, i);
        attempt->owner[i] = locked ? PMP_FIXED : held ? PMP_HELD : PMP_FREE;
        rows->addresses[i] = locked || held ? core->in_force->addresses[i] : 0;
        rows->configs[i] = locked ? core->in_force->configs[i] : 0;
    }
    for (unsigned i = 0; i < attempt->count; i++) {
        attempt->end[i] = 0;
    }
}

/* What the region's rows will allow. Returns false if it can't have any. */
static bool get_rights(const struct pmp_attempt *attempt, unsigned index, struct pmp_rights *rights)
{
    const int config = attempt->configs[index];

    *rights = rti_pmp_rights((uint8_t)config, attempt->mseccfg);
    return config >= 0;
}

/* Whether a later region that is kept allows something else somewhere in the region. */
static bool is_followed(const struct pmp_attempt *attempt, unsigned index, struct pmp_rights rights)
{
    const struct pmp_range range = attempt->ranges[index];
    struct pmp_rights other;

    for (unsigned i = 0; i < attempt->count; i++) {
        if ((attempt->kept >> i & 1) != 0 && rti_pmp_precedes(attempt, index, i) &&
            rti_pmp_overlap(range, attempt->ranges[i]) &&
            (!get_rights(attempt, i, &other) || other.machine != rights.machine ||
             other.lower != rights.lower)) {
            return true;
        }
    }
    return false;
}

/* Whether a region before @p index has all of the range. */
static bool is_covered(const struct pmp_attempt *attempt, unsigned index, struct pmp_range range)
{
    for (unsigned i = 0; i < attempt->count; i++) {
        if (rti_pmp_precedes(attempt, i, index) && rti_pmp_contains(attempt->ranges[i], range)) {
            return true;
        }
    }
    return false;
}

/* Whether a locked entry takes part in what the region allows. */
static bool has_fixed_part(const struct pmp_attempt *attempt, unsigned index)
{
    for (unsigned i = 0; i < attempt->core->entries; i++) {
        if (attempt->owner[i] == PMP_FIXED) {
            const struct pmp_range fixed = rti_pmp_row_range(attempt, i);
            if (rti_pmp_overlap(attempt->ranges[index], fixed) &&
                !is_covered(attempt, index, fixed)) {
                return true;
            }
        }
    }
    return false;
}

/* Whether the region's rights are those that the core gives where no row matches. */
static bool needs_no_row(const struct pmp_attempt *attempt, unsigned index)
{
    const struct pmp_rights none = rti_pmp_default_rights(attempt->core, attempt->mseccfg);
    struct pmp_rights rights;

    return !attempt->regions[index].may_move && get_rights(attempt, index, &rights) &&
           rights.machine == none.machine &&
           (attempt->regions[index].lower == PMP_ANY || rights.lower == none.lower) &&
           !is_followed(attempt, index, none) && !has_fixed_part(attempt, index);
}

/* The entry after those of all earlier regions that overlap. */
static unsigned least_entry(const struct pmp_attempt *attempt, unsigned index)
{
    const struct pmp_range range = attempt->ranges[index];
    unsigned least = 0;

    for (unsigned i = 0; i < attempt->count; i++) {
        if (attempt->end[i] > least && rti_pmp_precedes(attempt, i, index) &&
            (attempt->regions[i].may_move || rti_pmp_overlap(range, attempt->ranges[i]))) {
            least = attempt->end[i];
        }
    }
    return least;
}

bool rti_pmp_place(struct pmp_attempt *attempt)
{
    start_over(attempt);
    for (unsigned i = 0; i < 2 * attempt->count; i++) {
        const bool moves = i < attempt->count;
        const unsigned index = moves ? i : i - attempt->count;
        if ((attempt->kept >> index & 1) != 0 && attempt->regions[index].may_move == moves &&
            !needs_no_row(attempt, index) &&
            !rti_pmp_place_region(attempt, index, least_entry(attempt, index))) {
            return false;
        }
    }
    return true;
}
