/* SPDX-License-Identifier: MIT */
/*
 * Shared by the files that plan PMP entries: plan.c chooses the regions, plan_rows.c places their
 * entries, plan_rights.c knows what a configuration means, plan_check.c examines the result.
 */
#ifndef PMP_PLAN_INTERNAL_H
#define PMP_PLAN_INTERNAL_H

#include "pmp/plan.h"

enum {
    PMP_RIGHTS = PMP_R | PMP_W | PMP_X,
    PMP_MODE = 0x18, /* the field A of a configuration */
    PMP_NA4 = 0x10,
};

/** Addresses in units of 4 bytes, as in pmpaddr; last is included. Empty if first > last. */
struct pmp_range {
    unsigned long first;
    unsigned long last;
};

struct pmp_rights {
    uint8_t machine;
    uint8_t lower;
};

/** What an entry is used for. */
enum pmp_owner {
    PMP_FREE,
    PMP_ROW,
    PMP_MOVABLE, /**< Its address will change, so no other row may start there. */
    PMP_HELD,    /**< Its address is locked by a TOR entry after it. */
    PMP_FIXED,   /**< Locked. */
};

/** An attempt at a plan, with some of the regions and some bits of mseccfg. */
struct pmp_attempt {
    const struct pmp_core *core;
    const struct pmp_region *regions;
    struct pmp_plan *plan;
    unsigned count;
    struct pmp_range ranges[PMP_REGIONS_MAX]; /**< Of the regions. */
    int configs[PMP_REGIONS_MAX];             /**< As rti_pmp_choose_config. */
    uint32_t kept;                            /**< Bit i: region i gets entries. */
    uint8_t mseccfg;                          /**< The value to end with. */
    uint8_t owner[PMP_ENTRIES_MAX];
    uint8_t end[PMP_REGIONS_MAX]; /**< One more than the highest entry of the region. */
};

/** Returns whether region @p one decides where it overlaps region @p two. */
static inline bool rti_pmp_precedes(const struct pmp_attempt *attempt, unsigned one, unsigned two)
{
    const bool moves = attempt->regions[one].may_move;

    return moves != attempt->regions[two].may_move ? moves : one < two;
}

/** Whether these are the rights that the region wants. */
static inline bool rti_pmp_is_wanted(const struct pmp_region *region, struct pmp_rights rights)
{
    return rights.machine == region->machine &&
           (region->lower == PMP_ANY || rights.lower == region->lower);
}

static inline bool rti_pmp_overlap(struct pmp_range one, struct pmp_range two)
{
    const unsigned long first = one.first > two.first ? one.first : two.first;

    return first <= one.last && first <= two.last;
}

/** Whether @p outer has all addresses of @p inner, which has some. */
static inline bool rti_pmp_contains(struct pmp_range outer, struct pmp_range inner)
{
    return outer.first <= inner.first && inner.last <= outer.last;
}

/** The addresses that row @p entry matches. */
struct pmp_range rti_pmp_row_range(const struct pmp_attempt *attempt, unsigned entry);

/** What a row with this configuration allows if mseccfg has this value. */
struct pmp_rights rti_pmp_rights(uint8_t config, uint8_t mseccfg);

/** What is allowed where no row matches. */
struct pmp_rights rti_pmp_default_rights(const struct pmp_core *core, uint8_t mseccfg);

/**
 * The configuration, without its mode, that gives machine mode the region's rights and lower modes
 * as many of theirs as possible. Without MML, lower modes come first. Negative if there is none.
 */
int rti_pmp_choose_config(const struct pmp_attempt *attempt, const struct pmp_region *region);

/** Whether a row with this configuration can only be written with RLB set, for MML. */
bool rti_pmp_is_late(const struct pmp_attempt *attempt, uint8_t config);

/** Writes the rows of one region, from entry @p least on. Returns false as rti_pmp_place. */
bool rti_pmp_place_region(struct pmp_attempt *attempt, unsigned index, unsigned least);

/** Writes the rows of the regions kept. Returns false if they don't fit or can't be expressed. */
bool rti_pmp_place(struct pmp_attempt *attempt);

/** Sets the masks of missing regions by the rows, whatever regions were kept. */
void rti_pmp_check(const struct pmp_attempt *attempt);

#endif
