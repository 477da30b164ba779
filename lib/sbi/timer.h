/* SPDX-License-Identifier: MIT */
/*
 * What the two ways to set the supervisor's timer without Sstc have in common.
 */
#ifndef SBI_TIMER_H
#define SBI_TIMER_H

#include "hart.h"

static inline struct sbi_result sbi_set_timer(const struct sbi_call *call,
                                              void (*set)(uint64_t deadline))
{
    if (call->function != 0) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
#if __riscv_xlen == 64
    set(call->arguments[0]);
#else
    set((uint64_t)call->arguments[1] << 32 | call->arguments[0]);
#endif
    return (struct sbi_result){SBI_OK, 0};
}

#endif
