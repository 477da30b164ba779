/* SPDX-License-Identifier: MIT */
/*
 * Compares what rows allow with what the regions want, at every address: a region is walked from
 * one bound of a row or an earlier region to the next.
 */
#include "pmp/plan_internal.h"

/*
 * The range decides at @p at: returns true. Otherwise lowers @p last so that it decides nowhere
 * from @p at to @p last.
 */
static bool decides(struct pmp_range range, unsigned long at, unsigned long *last)
{
    if (range.first > range.last || range.last < at) {
        return false;
    }
    if (range.first > at) {
        *last = range.first <= *last ? range.first - 1 : *last;
        return false;
    }
    *last = range.last < *last ? range.last : *last;
    return true;
}

/* What the rows allow from @p at on, and up to where: lowers @p last. */
static struct pmp_rights find_rights(const struct pmp_attempt *attempt, unsigned long at,
                                     unsigned long *last)
{
    const struct pmp_registers *rows = &attempt->plan->rows;

    for (unsigned i = 0; i < attempt->core->entries; i++) {
        if (decides(rti_pmp_row_range(attempt, i), at, last)) {
            return rti_pmp_rights(rows->configs[i], attempt->mseccfg);
        }
    }
    return rti_pmp_default_rights(attempt->core, attempt->mseccfg);
}

/* Whether the region decides from @p at on, and up to where: lowers @p last. */
static bool is_own(const struct pmp_attempt *attempt, unsigned index, unsigned long at,
                   unsigned long *last)
{
    for (unsigned i = 0; i < attempt->count; i++) {
        const struct pmp_range range = attempt->ranges[i];
        if (rti_pmp_precedes(attempt, i, index) && decides(range, at, last)) {
            return false;
        }
    }
    return true;
}

static void compare(const struct pmp_attempt *attempt, unsigned index, struct pmp_rights rights)
{
    const struct pmp_region *region = &attempt->regions[index];
    const uint32_t bit = (uint32_t)1 << index;

    if (rights.machine != region->machine) {
        attempt->plan->missing_machine |= bit;
    }
    if ((region->machine & ~rights.machine) != 0) {
        attempt->plan->denied |= bit;
    }
    if (region->lower != PMP_ANY && rights.lower != region->lower) {
        attempt->plan->missing_lower |= bit;
    }
}

static void set_missing(const struct pmp_attempt *attempt, unsigned index)
{
    const uint32_t bit = (uint32_t)1 << index;

    attempt->plan->missing_machine |= bit;
    attempt->plan->missing_lower |= attempt->regions[index].lower != PMP_ANY ? bit : 0;
}

/* A region that moves must have entries of its own, before any that is locked with an address. */
static bool can_move(const struct pmp_attempt *attempt, unsigned index)
{
    for (unsigned i = 0; i < attempt->end[index]; i++) {
        if (attempt->owner[i] == PMP_FIXED && (attempt->plan->rows.configs[i] & PMP_MODE) != 0) {
            return false;
        }
    }
    return attempt->end[index] != 0;
}

static void check_region(const struct pmp_attempt *attempt, unsigned index)
{
    const struct pmp_region *region = &attempt->regions[index];
    const struct pmp_range range = attempt->ranges[index];
    unsigned long at = range.first;
    unsigned long last;

    if (((region->base | region->size) & 3) != 0 || range.first > range.last ||
        (region->may_move && !can_move(attempt, index))) {
        set_missing(attempt, index);
    }
    do {
        last = range.last;
        if (is_own(attempt, index, at, &last)) {
            compare(attempt, index, find_rights(attempt, at, &last));
        }
        at = last + 1;
    } while (last < range.last);
}

void rti_pmp_check(const struct pmp_attempt *attempt)
{
    attempt->plan->missing_machine = 0;
    attempt->plan->missing_lower = 0;
    attempt->plan->denied = 0;
    for (unsigned i = 0; i < attempt->count; i++) {
        check_region(attempt, i);
    }
}
