/* SPDX-License-Identifier: MIT */
/*
 * What the cases of hart state management share.
 */
#ifndef SUITE_HSM_H
#define SUITE_HSM_H

#include "case.h"

static inline struct result status(unsigned long id)
{
    return sbi(HSM, 2, id);
}

static inline void expect_state_at_start(const struct hart *hart)
{
    EXPECT_EQ(hart->at_start.a0, hart->id);
    EXPECT_EQ(hart->at_start.satp, 0);
    EXPECT_EQ(hart->at_start.sstatus & SSTATUS_SIE, 0);
}

/* Calls the function with addresses where supervisor mode can't execute. */
void with_bad_addresses(void (*check)(unsigned long address));

#endif
