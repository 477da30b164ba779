/* SPDX-License-Identifier: MIT */
/*
 * What the parts of <rt/hart.h> share.
 */
#ifndef HART_H
#define HART_H

#include <rt/hart.h>

/** Fills in the boot hart's block and thread-local storage, and clears the other harts' blocks. */
void rti_hart_block_init_boot(void);

/** Fills in the block and thread-local storage of the running hart, which is not the boot hart. */
void rti_hart_block_init(unsigned long number);

/** The block of hart @p number, NULL if there is none. */
struct rt_hart *rti_hart_block_of(unsigned number);

/** Sends an IPI to @p hart, after everything that was written before. */
void rti_hart_send_ipi(const struct rt_hart *hart);

/** Whether @p hart has begun to run a program and has not parked again. */
static inline bool rti_hart_runs(const struct rt_hart *hart)
{
    const unsigned long phase = __atomic_load_n(&hart->phase, __ATOMIC_ACQUIRE);

    return phase == RT_HART_PHASE_STARTING || phase == RT_HART_PHASE_STARTED;
}

/** The list of a hart that takes no calls: it doesn't run. */
#define HART_CALLS_CLOSED ((struct rt_hart_call *)1)

/**
 * Runs the calls that were posted to this hart, the first posted first, and leaves @p rest as its
 * list, NULL or HART_CALLS_CLOSED. Interrupts are off.
 */
void rti_hart_run_calls(struct rt_hart_call *rest);

#endif
