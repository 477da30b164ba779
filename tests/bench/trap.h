/* SPDX-License-Identifier: MIT */
/* A pending software interrupt, and how its handler clears it. */
#ifndef BENCH_TRAP_H
#define BENCH_TRAP_H

#include "bench.h"

#include <board.h>
#include <rt/interrupt.h>

/** Clears the interrupt in exactly BENCH_ACKNOWLEDGE_COST instructions; clobbers t0. */
#define BENCH_ACKNOWLEDGE()                                                       \
    __asm__ volatile("lui t0, %0 >> 12\n\tsw zero, 0(t0)" ::"i"(BOARD_CLINT_BASE) \
                     : "t0", "memor"                                              \
                             "y")

enum {
    BENCH_ACKNOWLEDGE_COST = 2,
};

static inline void bench_raise_software(void)
{
    clint_raise_software_irq(&board_clint, 0);
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
}

/** The instructions of the pending interrupt, from vector to mret, once rt_interrupts_on allows
 * it. */
#define BENCH_COUNT_INTERRUPT() (BENCH_COUNT(rt_interrupts_on()) - 1)

#endif
