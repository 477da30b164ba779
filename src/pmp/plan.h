/* SPDX-License-Identifier: MIT */
/*
 * Plans PMP entries for a list of regions and a core (privileged specification, section 3.7, and
 * the Smepmp extension 1.0). The plan is data: rti_pmp_plan reads and writes no register, so it
 * also runs on the host.
 *
 *     static const struct pmp_region regions[] = {
 *         {.base = guard, .size = 256, .rank = PMP_RANK_PROGRAM_GUARD, .may_move = true},
 *         {.base = text, .size = text_size, .machine = PMP_R | PMP_X, .rank = PMP_RANK_CODE},
 *         {.base = task, .size = 4096, .machine = PMP_R | PMP_W, .lower = PMP_R | PMP_W,
 *          .rank = PMP_RANK_WINDOW},
 *         {.machine = PMP_R | PMP_W, .rank = PMP_RANK_DENY_ALL},
 *     };
 *     struct pmp_plan plan;
 *
 *     if (!rti_pmp_plan(&core, regions, 4, &plan) || plan.denied != 0) {
 *         do not program it: machine mode could not run
 *     }
 *     for each bit set in plan.missing_machine and plan.missing_lower: report the region
 *
 * To program a plan, on a core whose entries are off or locked and can't be changed:
 * 1. If needs_bypass, set mseccfg.RLB.
 * 2. Write all addresses, then the configurations, lowest first: what the firmware needs comes
 *    before what denies the rest. A row with PMP_W and without PMP_R is reserved unless MML is set:
 *    if it has PMP_LOCK, write it with PMP_R | PMP_X for its rights, so that code in it runs on,
 *    else leave it out. Entries that the core has locked ignore the writes.
 * 3. If mseccfg has PMP_MML, set MML, then write those rows as they are.
 * 4. Write mseccfg. MML and MMWP stay set until reset; clearing RLB makes it stay clear.
 * 5. Read everything back, because every field is WARL.
 */
#ifndef PMP_PLAN_H
#define PMP_PLAN_H

#include "pmp/regions.h"

#include <hal/status.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    /** Limits: entries of a core, and regions of a plan, one per bit of a mask. */
    PMP_ENTRIES_MAX = 64,
    PMP_REGIONS_MAX = 32,
    /** A region takes this number of entries at most, if only NAPOT is available. */
    PMP_PIECES_MAX = 8,
};

/** mseccfg: machine mode lockdown, machine mode whitelist policy, rule locking bypass. */
enum {
    PMP_MML = 1,
    PMP_MMWP = 2,
    PMP_RLB = 4,
};

/** Value of pmp_region.lower: no lower mode runs, or it does not matter what it may do. */
enum {
    PMP_ANY = 0x80
};

/**
 * The importance of a region, the most important first. If entries run short, each rank gets its
 * entries before the next one. A region that denies machine mode what an earlier region allows is
 * planned only together with the earlier one: without the code's entry, denying the rest would stop
 * the firmware.
 */
enum pmp_rank {
    PMP_RANK_DENY_ALL,      /**< The last region, which covers everything. */
    PMP_RANK_CODE,          /**< Code, and data if the last region denies it. */
    PMP_RANK_TRAP_GUARD,    /**< The guard of the stack for traps. */
    PMP_RANK_PROGRAM_GUARD, /**< The guard of a program's stack. */
    PMP_RANK_CONSTANTS,
    PMP_RANK_WINDOW, /**< Device windows, memory for lower modes. */
    PMP_RANK_GUARD,  /**< All other guards. */
    PMP_RANK_COUNT,
};

/**
 * A range of addresses and what may be done there. Where regions overlap, the first in the list
 * decides, and those that may move come before all others. Addresses in no region are not planned:
 * make the last region cover everything.
 */
struct pmp_region {
    unsigned long base; /**< In bytes. A multiple of the grain, or the region is missing. */
    unsigned long size; /**< In bytes, a multiple of the grain. 0: up to the last address. */
    uint8_t machine;    /**< PMP_R, PMP_W, PMP_X: exactly what machine mode may do. */
    uint8_t lower;      /**< The same for lower modes, or PMP_ANY. */
    uint8_t rank;       /**< enum pmp_rank. */
    /**
     * The base will change. The region gets entries of its own below all others: one if the size
     * is a power of two and stays aligned, else two. They remain writable if possible. Without
     * MML, an unlocked entry does not bind machine mode itself, only its accesses with mstatus.MPRV
     * set and MPP of a lower mode; then the region is in missing_machine.
     */
    bool may_move;
};

/** PMP registers: pmpaddr (bits 2 and up of an address), and a byte of pmpcfg for each entry. */
struct pmp_registers {
    unsigned long addresses[PMP_ENTRIES_MAX];
    uint8_t configs[PMP_ENTRIES_MAX];
};

/** What a core has. Its harts may differ. */
struct pmp_core {
    uint8_t entries; /**< Number of writable or locked entries, 0 to 64. */
    bool has_tor;
    bool has_napot;
    bool has_na4;
    unsigned long grain; /**< In bytes: 2^(G+2), so 4 if all address bits are writable. */
    /** The bits that a pmpaddr register has: 0xffffffff on RV32, 2^54 - 1 on RV64, or fewer. */
    unsigned long address_mask;
    uint8_t mseccfg;          /**< The bits that are set: PMP_MML and so on. 0 without Smepmp. */
    uint8_t mseccfg_writable; /**< The bits that can be set, and may be as far as we care. */
    /**
     * The registers as they are, or NULL if no entry is locked. Entries with PMP_LOCK stay as they
     * are unless RLB is set. The plan uses them where they fit.
     */
    const struct pmp_registers *in_force;
};

/** The result. Bit i of a mask is region i of the list. */
struct pmp_plan {
    /** One row for each entry of the core. Unused entries are off; locked ones are repeated. */
    struct pmp_registers rows;
    uint8_t mseccfg;   /**< The value to end with. */
    bool needs_bypass; /**< RLB must be set while the rows are written. */
    uint8_t used;      /**< Number of entries that are not free, locked ones included. */
    /** Regions in which machine mode may do more or less than it should somewhere. */
    uint32_t missing_machine;
    /** The same for lower modes. */
    uint32_t missing_lower;
    /** Regions in which machine mode may do less than it should somewhere: don't use the plan. */
    uint32_t denied;
};

/**
 * Plans entries for @p count regions, up to PMP_REGIONS_MAX. mseccfg bits are set only if something
 * would be missing otherwise. Without MML, one entry can't give machine mode and lower modes
 * different rights; lower modes then get theirs, and machine mode is unrestricted there.
 *
 * Returns false and leaves @p plan as it is if there are more regions, more entries than
 * PMP_ENTRIES_MAX, a rank of no enum pmp_rank, or a grain that is not a power of two from 4 on.
 * Callable from anywhere. Needs 1500 bytes of stack on RV64.
 */
HAL_NODISCARD bool rti_pmp_plan(const struct pmp_core *core, const struct pmp_region *regions,
                                unsigned count, struct pmp_plan *plan);

#endif
