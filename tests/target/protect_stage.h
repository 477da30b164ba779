/* SPDX-License-Identifier: MIT */
/* What an earlier stage did to the PMP before Rivet programs it, for tests of PROTECTION ANY. */
#ifndef PROTECT_STAGE_H
#define PROTECT_STAGE_H

#include "pmp/entries.h"
#include "pmp/regions.h"

enum stage {
    STAGE_OPEN,  /* Everything is open, without a lock, as Spike leaves it. */
    STAGE_PAGE,  /* Entry 0 closes a page. */
    STAGE_TAKEN, /* All entries are locked. They close what is neither RAM nor a device. */
    /* The last entries open RAM and devices, and mseccfg.MMWP closes the rest (Smepmp 1.0). */
    STAGE_WHITELIST,
};

/* A page that the stage closes: no firmware uses it. */
#define STAGE_CLOSED_PAGE 0x10200000UL

static inline void stage_lock(unsigned entry, unsigned long base, unsigned long size,
                              uint8_t config)
{
    rti_pmp_set_address(entry, (base >> 2) + size / 8 - 1);
    rti_pmp_set_config(entry, config);
}

static inline void stage_run(enum stage stage)
{
    if (stage == STAGE_OPEN) {
        rti_pmp_set_address(0, ~0UL);
        rti_pmp_set_config(0, PMP_NAPOT | PMP_R | PMP_W | PMP_X);
    } else if (stage == STAGE_PAGE) {
        stage_lock(0, STAGE_CLOSED_PAGE, 4096, PROTECT_GUARD);
    } else if (stage == STAGE_WHITELIST) {
        stage_lock(13, 0x20000000, 0x4000000, PROTECT_EVERYTHING | PMP_X);
        stage_lock(14, 0, 0x20000000, PROTECT_EVERYTHING);
        stage_lock(PROTECT_ROW_ALL, 0x80000000, 0x8000000, PROTECT_EVERYTHING | PMP_X);
        /* The assembler may not know the name. */
        __asm__ volatile("csrs 0x747, %0" ::"r"(2UL) : "memory");
    } else {
        stage_lock(0, 0x80000000, 0x8000000, PROTECT_EVERYTHING | PMP_X);
        stage_lock(1, 0, 0x20000000, PROTECT_EVERYTHING);
        stage_lock(2, 0x20000000, 0x4000000, PROTECT_EVERYTHING | PMP_X);
        for (unsigned entry = 3; entry < PROTECT_ROW_ALL; entry++) {
            rti_pmp_set_config(entry, PMP_LOCK);
        }
        rti_pmp_set_address(PROTECT_ROW_ALL, ~0UL);
        rti_pmp_set_config(PROTECT_ROW_ALL, PROTECT_GUARD);
    }
}

#endif
