/* SPDX-License-Identifier: MIT */
/*
 * Interrupt control that takes more than one instruction.
 */
#include <rt/critical.h>
#include <rt/detail/hart_block.h>
#include <rt/interrupt.h>

/* A nesting handler puts mie back when it returns: what it will put back must change too. Where no
 * such handler is under way, the word is free. */
void rt_interrupt_disable(unsigned source)
{
    struct rt_hart *const hart = rt_hart_block();
    const unsigned long state = rt_critical_enter();

    csr_clear(mie, 1UL << source);
    for (unsigned i = RT_IRQ_STACK_software; i < RT_IRQ_STACKS; i++) {
        if (hart->irq[i].frame != 0) {
            hart->irq[i].frame[RT_IRQ_FRAME_MIE] &= ~(1UL << source);
        }
    }
    rt_critical_exit(state);
}
