/* SPDX-License-Identifier: MIT */
/*
 * Initialises the stacks of interrupt entries. Links in with the first entry.
 */
#include "stacks.h"

#include "base/dump_range.h"

#include <rt/image.h>
#include <rt/trap_frame.h>

#include <stdbool.h>
#include <stdint.h>

/* The boot hart's interrupt stacks up to where the words for CONTEXTS any begin, if entries use
 * them. A stack that no handler needs has the top of the one before it. */
extern char rti_irq_none_top[], rti_irq_plain_top[], rti_irq_software_top[], rti_irq_timer_top[],
    rti_irq_external_top[];

void rti_irq_stacks_init(struct rt_hart *hart)
{
    const ptrdiff_t area = (char *)hart - rt_boot_trap_stack_end;
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

/* Whether a nesting entry's frame is there: the pointer may be damaged. */
static bool has_frame(const struct rt_hart *hart, const struct rt_hart_irq *irq)
{
    return irq != &hart->irq[RT_IRQ_STACK_plain] && (char *)irq->frame >= rt_stack_end &&
           (const char *)irq->frame <= (const char *)hart;
}

/* What the last handler interrupted. A reentrant handler only says that it is active; the sp is in
 * its entry's frame. */
static uintptr_t interrupted_sp(const struct rt_hart *hart, const struct rt_hart_irq *irq)
{
    const uintptr_t sp = irq->interrupted_sp;

    return sp != 0 && sp < sizeof(uintptr_t) && has_frame(hart, irq) ? irq->frame[RT_IRQ_FRAME_SP]
                                                                     : sp;
}

/* First the stack of the program that the trap stopped, if it is not the main stack. Then of each
 * interrupt stack what its last handler interrupted, and what the entry of a nesting one saved. */
struct dump_range rti_dump_irq_stacks(const struct rt_hart *hart, unsigned long n)
{
    const struct rt_trap_frame *const frame = (const struct rt_trap_frame *)(const void *)hart - 1;

    if (n == 0) {
        return rti_dump_stack(hart, frame->sp >= (uintptr_t)rt_stack_end ? frame->sp : 0);
    }
    if ((n - 1) / 2 == irq_stack_count()) {
        return (struct dump_range){NULL, NULL};
    }
    const struct rt_hart_irq *const irq = &hart->irq[(n - 1) / 2];
    if (n % 2 == 1) {
        return rti_dump_stack(hart, interrupted_sp(hart, irq));
    }
    if (!has_frame(hart, irq)) {
        return (struct dump_range){hart, hart};
    }
    return (struct dump_range){irq->frame, irq->frame + RT_IRQ_FRAME_nesting};
}

DUMP_HOOK(5, rti_dump_irq_stacks);
