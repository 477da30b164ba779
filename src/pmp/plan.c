/* SPDX-License-Identifier: MIT */
/*
 * Chooses the bits of mseccfg, and by rank the regions that get entries.
 */
#include "pmp/plan_internal.h"

/*
 * Whether region @p denying, if it has entries and @p needed has none, denies machine mode what it
 * should be able to do in @p needed.
 */
static bool needs(const struct pmp_attempt *attempt, unsigned denying, unsigned needed)
{
    const struct pmp_region *regions = attempt->regions;

    if (!rti_pmp_precedes(attempt, needed, denying) ||
        !rti_pmp_overlap(attempt->ranges[needed], attempt->ranges[denying])) {
        return false;
    }
    const int config = attempt->configs[denying];
    return config >= 0 && (regions[needed].machine &
                           ~rti_pmp_rights((uint8_t)config, attempt->mseccfg).machine) != 0;
}

static uint32_t needed_by(const struct pmp_attempt *attempt, unsigned denying)
{
    uint32_t set = 0;

    for (unsigned i = 0; i < attempt->count; i++) {
        if (needs(attempt, denying, i)) {
            set |= (uint32_t)1 << i;
        }
    }
    return set;
}

/* Returns @p set, and the regions that it and they need. */
static uint32_t with_needed(const struct pmp_attempt *attempt, uint32_t set)
{
    uint32_t done = 0;

    while (done != set) {
        for (unsigned i = 0; i < attempt->count; i++) {
            if (((set & ~done) >> i & 1) != 0) {
                set |= needed_by(attempt, i);
                done |= (uint32_t)1 << i;
            }
        }
    }
    return set;
}

/* Keeps the regions of this rank that fit beside those that are kept already. */
static void keep_rank(struct pmp_attempt *attempt, unsigned rank)
{
    uint32_t kept = attempt->kept;

    for (unsigned i = 0; i < attempt->count; i++) {
        if (attempt->regions[i].rank == rank && (kept >> i & 1) == 0) {
            attempt->kept = with_needed(attempt, kept | (uint32_t)1 << i);
            kept = rti_pmp_place(attempt) ? attempt->kept : kept;
        }
    }
    attempt->kept = kept;
}

/* Whether a row can only be written with RLB set. */
static bool needs_bypass(const struct pmp_attempt *attempt, unsigned entry)
{
    return (attempt->owner[entry] == PMP_ROW || attempt->owner[entry] == PMP_MOVABLE) &&
           rti_pmp_is_late(attempt, attempt->plan->rows.configs[entry]);
}

static void finish(struct pmp_attempt *attempt)
{
    struct pmp_plan *plan = attempt->plan;

    plan->mseccfg = attempt->mseccfg;
    plan->needs_bypass = (attempt->mseccfg & PMP_RLB) != 0;
    plan->used = 0;
    for (unsigned i = 0; i < attempt->core->entries; i++) {
        plan->used = (uint8_t)(plan->used + (attempt->owner[i] != PMP_FREE));
        plan->needs_bypass |= needs_bypass(attempt, i);
    }
    rti_pmp_check(attempt);
}

static void plan_with(struct pmp_attempt *attempt, uint8_t mseccfg)
{
    attempt->mseccfg = mseccfg;
    for (unsigned i = 0; i < attempt->count; i++) {
        attempt->configs[i] = rti_pmp_choose_config(attempt, &attempt->regions[i]);
    }
    attempt->kept = attempt->count == 0 ? 0 : ~(uint32_t)0 >> (32 - attempt->count);
    if (!rti_pmp_place(attempt)) {
        attempt->kept = 0;
        for (unsigned rank = 0; rank < PMP_RANK_COUNT; rank++) {
            keep_rank(attempt, rank);
        }
        (void)rti_pmp_place(attempt);
    }
    finish(attempt);
}

/*
 * How bad a plan is: the rank of the most important region that is missing, then how many regions
 * of that rank are missing. What machine mode is denied is worse than all that.
 */
static unsigned rate(const struct pmp_attempt *attempt)
{
    const struct pmp_plan *plan = attempt->plan;
    unsigned rank = PMP_RANK_COUNT;
    unsigned number = 0;

    for (unsigned i = 0; i < attempt->count; i++) {
        const unsigned missing = (plan->missing_machine >> i & 1) + (plan->missing_lower >> i & 1);
        if (missing == 0 || attempt->regions[i].rank > rank) {
            continue;
        }
        number = (attempt->regions[i].rank == rank ? number : 0) + missing;
        rank = attempt->regions[i].rank;
    }
    return (plan->denied != 0 ? 0x1000U : 0) + (PMP_RANK_COUNT - rank) * 0x80U + number;
}

/* The addresses of a region. Units of 4 bytes that it has a part of are included. */
static struct pmp_range range_of(const struct pmp_core *core, const struct pmp_region *region)
{
    return (struct pmp_range){region->base >> 2, region->size == 0
                                                     ? core->address_mask
                                                     : (region->base + region->size - 1) >> 2};
}

/* Whether mseccfg can end with this value, and it makes sense that it does. */
static bool is_possible(const struct pmp_attempt *attempt, unsigned mseccfg)
{
    const struct pmp_core *core = attempt->core;
    const unsigned sticky = core->mseccfg & (PMP_MML | PMP_MMWP);
    bool moves = false;

    for (unsigned i = 0; i < attempt->count; i++) {
        moves |= attempt->regions[i].may_move;
    }
    return (mseccfg & sticky) == sticky &&
           (mseccfg & ~(unsigned)(core->mseccfg | core->mseccfg_writable)) == 0 &&
           (moves || (mseccfg & PMP_RLB) == 0);
}

static bool is_valid(const struct pmp_core *core, const struct pmp_region *regions, unsigned count)
{
    const bool is_grain = core->grain >= 4 && (core->grain & (core->grain - 1)) == 0;
    bool are_ranks = true;

    for (unsigned i = 0; i < count && i < PMP_REGIONS_MAX; i++) {
        are_ranks &= regions[i].rank < PMP_RANK_COUNT;
    }
    return is_grain && are_ranks && core->entries <= PMP_ENTRIES_MAX && count <= PMP_REGIONS_MAX;
}

bool rti_pmp_plan(const struct pmp_core *core, const struct pmp_region *regions, unsigned count,
                  struct pmp_plan *plan)
{
    struct pmp_attempt attempt = {.core = core, .regions = regions, .plan = plan, .count = count};
    unsigned best_rate = ~0U;
    unsigned best = 0;

    if (!is_valid(core, regions, count)) {
        return false;
    }
    for (unsigned i = 0; i < count; i++) {
        attempt.ranges[i] = range_of(core, &regions[i]);
    }
    for (unsigned mseccfg = 0; mseccfg <= (PMP_MML | PMP_MMWP | PMP_RLB); mseccfg++) {
        if (!is_possible(&attempt, mseccfg)) {
            continue;
        }
        plan_with(&attempt, (uint8_t)mseccfg);
        if ((plan->missing_machine | plan->missing_lower) == 0) {
            return true;
        }
        if (rate(&attempt) < best_rate) {
            best_rate = rate(&attempt);
            best = mseccfg;
        }
    }
    plan_with(&attempt, (uint8_t)best);
    return true;
}
