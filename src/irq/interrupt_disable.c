/* SPDX-License-Identifier: MIT */
/*
 * rt_interrupt_disable, which also has to update the frames of nesting handlers.
 */
#include "entry/stacks.h"

#include <rt/critical.h>
#include <rt/detail/hart_block.h>
#include <rt/interrupt.h>

/* A nesting handler restores its saved mie when it returns, so clear the bit there too. If no such
 * handler is active, the word is unused. */
void rt_interrupt_disable(unsigned source)
{
    struct rt_hart *const hart = rt_hart_block_of_trap();
    const unsigned long state = rt_critical_enter();

    csr_clear(mie, 1UL << source);
    for (unsigned i = RT_IRQ_STACK_software; i < irq_stack_count(); i++) {
        if (hart->irq[i].frame != 0) {
            hart->irq[i].frame[RT_IRQ_FRAME_MIE] &= ~(1UL << source);
        }
    }
    rt_critical_exit(state);
}
