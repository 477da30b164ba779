/* SPDX-License-Identifier: MIT */
/*
 * Places rows for regions: NAPOT, TOR or several NAPOT pieces, in the lowest free entries that come
 * after those of all earlier regions which overlap. Regions that don't overlap may be in any order.
 */
#include "pmp/plan_internal.h"

/** What place_* need to know of a region. */
struct job {
    const struct pmp_region *region;
    struct pmp_range range;
    unsigned least; /**< The lowest entry that may be used. */
    unsigned end;   /**< One more than the highest entry used. */
    uint8_t config;
    enum pmp_owner owner;
};

/* Whether the entry is free for a row with this address. */
static bool is_usable(const struct pmp_attempt *attempt, unsigned entry, unsigned long address)
{
    return entry < attempt->core->entries &&
           (attempt->owner[entry] == PMP_FREE ||
            (attempt->owner[entry] == PMP_HELD && attempt->plan->rows.addresses[entry] == address));
}

static void put(struct pmp_attempt *attempt, struct job *job, unsigned entry, unsigned long address,
                unsigned mode)
{
    attempt->plan->rows.addresses[entry] = address;
    attempt->plan->rows.configs[entry] = (uint8_t)(job->config | mode);
    attempt->owner[entry] = (uint8_t)job->owner;
    if (job->end <= entry) {
        job->end = entry + 1;
    }
}

/*
 * The size, less one, of the largest naturally aligned power of two at the start of the range. The
 * result for one unit of 4 bytes is 0.
 */
static unsigned long piece_at(struct pmp_range range)
{
    const unsigned long span = range.last - range.first;
    unsigned long ones = 0;

    while (ones != span && (range.first & (2 * ones + 1)) == 0 && 2 * ones + 1 <= span) {
        ones = 2 * ones + 1;
    }
    return ones;
}

/* The number of NAPOT or NA4 rows that make up the range; 0 if they can't, or are too many. */
static unsigned count_pieces(const struct pmp_core *core, struct pmp_range range)
{
    unsigned count = 0;

    while (count < PMP_PIECES_MAX) {
        const unsigned long ones = piece_at(range);
        if (ones == 0 ? !core->has_na4 : !core->has_napot) {
            return 0;
        }
        count++;
        if (ones == range.last - range.first) {
            return count;
        }
        range.first += ones + 1;
    }
    return 0;
}

/* If a locked entry gives the range the region's rights, lets the region end after it. */
static bool use_fixed(const struct pmp_attempt *attempt, struct job *job, struct pmp_range range)
{
    for (unsigned i = job->least; i < attempt->core->entries; i++) {
        const uint8_t config = attempt->plan->rows.configs[i];
        if (attempt->owner[i] == PMP_FIXED && !job->region->may_move &&
            rti_pmp_contains(rti_pmp_row_range(attempt, i), range) &&
            rti_pmp_is_wanted(job->region, rti_pmp_rights(config, attempt->mseccfg))) {
            job->end = job->end <= i ? i + 1 : job->end;
            return true;
        }
    }
    return false;
}

static bool place_piece(struct pmp_attempt *attempt, struct job *job, unsigned long first,
                        unsigned long ones)
{
    const unsigned long mask = attempt->core->address_mask;
    const unsigned long address = ones == mask ? mask : first | ones >> 1;
    unsigned entry = job->least;

    while (entry < attempt->core->entries && !is_usable(attempt, entry, address)) {
        entry++;
    }
    if (entry >= attempt->core->entries) {
        return false;
    }
    put(attempt, job, entry, address, ones == 0 ? PMP_NA4 : PMP_NAPOT);
    return true;
}

static bool place_pieces(struct pmp_attempt *attempt, struct job *job)
{
    struct pmp_range range = job->range;

    for (;;) {
        const unsigned long ones = piece_at(range);
        const struct pmp_range piece = {range.first, range.first + ones};
        if (!use_fixed(attempt, job, piece) && !place_piece(attempt, job, range.first, ones)) {
            return false;
        }
        if (piece.last == range.last) {
            return true;
        }
        range.first += ones + 1;
    }
}

/* Whether a TOR row in this entry would start at @p first, by the address of the entry before. */
static bool starts_at(const struct pmp_attempt *attempt, unsigned entry, unsigned long first)
{
    return entry != 0 && attempt->owner[entry - 1] != PMP_FREE &&
           attempt->owner[entry - 1] != PMP_MOVABLE &&
           attempt->plan->rows.addresses[entry - 1] == first;
}

/* The entry for a TOR row that needs no other, or the number of entries. */
static unsigned find_shared(const struct pmp_attempt *attempt, const struct job *job)
{
    unsigned entry = job->least;

    while (entry < attempt->core->entries &&
           !(is_usable(attempt, entry, job->range.last + 1) &&
             starts_at(attempt, entry, job->range.first) && job->owner != PMP_MOVABLE)) {
        entry++;
    }
    return entry;
}

static bool place_tor(struct pmp_attempt *attempt, struct job *job, unsigned entry)
{
    if (entry >= attempt->core->entries) {
        entry = job->least;
        while (entry < attempt->core->entries &&
               !(is_usable(attempt, entry, job->range.first) &&
                 is_usable(attempt, entry + 1, job->range.last + 1))) {
            entry++;
        }
        if (entry >= attempt->core->entries) {
            return false;
        }
        struct job start = *job;
        start.config &= PMP_LOCK;
        put(attempt, &start, entry, job->range.first, 0);
        entry++;
    }
    put(attempt, job, entry, job->range.last + 1, PMP_TOR);
    return true;
}

static bool place_range(struct pmp_attempt *attempt, struct job *job)
{
    const struct pmp_core *core = attempt->core;
    const unsigned pieces = count_pieces(core, job->range);
    const unsigned shared = find_shared(attempt, job);
    const unsigned cost = shared < core->entries ? 1 : 2;

    /* If equal, TOR: the next region may start at its end. The last address can't be its end. */
    if (core->has_tor && job->range.last < core->address_mask && (pieces == 0 || cost <= pieces)) {
        return place_tor(attempt, job, shared);
    }
    return pieces != 0 && (pieces == 1 || job->owner != PMP_MOVABLE) && place_pieces(attempt, job);
}

bool rti_pmp_place_region(struct pmp_attempt *attempt, unsigned index, unsigned least)
{
    const struct pmp_region *region = &attempt->regions[index];
    const struct pmp_core *core = attempt->core;
    const int config = attempt->configs[index];
    struct job job = {
        .region = region,
        .range = attempt->ranges[index],
        .least = least,
        .config = (uint8_t)config,
        .owner = region->may_move ? PMP_MOVABLE : PMP_ROW,
    };

    if (job.range.first > job.range.last || job.range.last > core->address_mask) {
        return false;
    }
    if (!use_fixed(attempt, &job, job.range) &&
        (config < 0 || ((region->base | region->size) & (core->grain - 1)) != 0 ||
         !place_range(attempt, &job))) {
        return false;
    }
    attempt->end[index] = (uint8_t)job.end;
    return true;
}
