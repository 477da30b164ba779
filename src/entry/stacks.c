/* SPDX-License-Identifier: MIT */
/*
 * Initialises the stacks of interrupt entries. Links in with the first entry.
 */
#include "stacks.h"

/* The boot hart's interrupt stacks up to where the words for CONTEXTS any begin, if entries use
 * them. A stack that no handler needs has the top of the one before it. */
extern char rti_irq_none_top[], rti_irq_plain_top[], rti_irq_software_top[], rti_irq_timer_top[],
    rti_irq_external_top[];

void rti_irq_stacks_init(struct rt_hart *hart, ptrdiff_t area)
{
    static char *const tops[] = {rti_irq_plain_top, rti_irq_software_top, rti_irq_timer_top,
                                 rti_irq_external_top};
    const char *below = rti_irq_none_top;

    for (unsigned i = 0; i < RT_IRQ_STACKS; i++) {
        const size_t words = i == RT_IRQ_STACK_plain ? RT_IRQ_FRAME_plain : RT_IRQ_FRAME_nesting;
        unsigned long *frame = NULL;
        if (tops[i] != below) {
            /* The frame that an entry writes at the top. */
            frame = (unsigned long *)(void *)(tops[i] + area) - words;
            if (i != RT_IRQ_STACK_plain) {
                frame[RT_IRQ_FRAME_MIE] = 0;
            }
        }
        hart->irq[i].frame = frame;
        /* For a panic: no handler has run yet. */
        hart->irq[i].interrupted_sp = 0;
        below = tops[i];
    }
}
