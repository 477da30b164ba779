/* SPDX-License-Identifier: MIT */
/*
 * Shared by the interrupt tests: raises this hart's software interrupt and counts instructions.
 *
 * The counting tests run under -icount, where minstret counts instructions one by one.
 */
#ifndef TESTS_IRQ_H
#define TESTS_IRQ_H

#include <board.h>
#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/interrupt.h>
#include <rt/test.h>

#include <stdint.h>

/** Clears the software interrupt of hart 0 in exactly two instructions. Needs BOARD_CLINT_BASE. */
#define IRQ_ACKNOWLEDGE()                                                                   \
    __asm__ volatile("lui t0, %0\n\tsw zero, 0(t0)" ::"i"((unsigned)BOARD_CLINT_BASE >> 12) \
                     : "t0", "memory")

enum {
    IRQ_ACKNOWLEDGE_COUNT = 2,
    IRQ_SOFTWARE_ENABLES = MIP_MSIP | RT_SOFTWARE_ARRIVES_BY, /**< In mie, once it is enabled. */
};

/* A board may lack it. */
#pragma weak board_set_software_irq

#define IRQ_NEEDS_SOFTWARE()                                \
    do {                                                    \
        if (board_set_software_irq == NULL) {               \
            RT_SKIP("the board has no software interrupt"); \
        }                                                   \
    } while (0)

static inline void irq_raise_software(void)
{
    board_set_software_irq(rt_hart_block()->id, true);
}

static inline void irq_clear_software(void)
{
    board_set_software_irq(rt_hart_block()->id, false);
}

/** Three instructions each; a tick of virt's timer is 100 under -icount shift=0. */
enum {
    IRQ_STEPS_OF_A_TICK = 34,
};

/** Executes @p steps, and one more, independently of the compiler's code for loops. */
static inline void irq_spend(unsigned steps)
{
    steps++;
    __asm__ volatile("1: nop\n\taddi %0, %0, -1\n\tbnez %0, 1b" : "+r"(steps));
}

struct irq_count {
    unsigned long start;  /**< minstret before the instruction that enables interrupts, less 1. */
    unsigned long around; /**< Instructions between it and the one after it. */
};

/** Enables interrupts and counts the instructions until the pending one has been served. */
static inline struct irq_count irq_count_round_trip(void)
{
    struct irq_count count;
    unsigned long end;

    __asm__ volatile("csrr %0, minstret\n\t"
                     "csrsi mstatus, 8\n\t"
                     "csrr %1, minstret\n\t"
                     "csrci mstatus, 8"
                     : "=&r"(count.start), "=&r"(end)::"memory");
    count.around = end - count.start - 2;
    return count;
}

#endif
