/* SPDX-License-Identifier: MIT */
/*
 * What switch.S calls between two contexts.
 */
#include "guard.h"

#include "base/panic_text.h"
#include "hart/stop.h"

#include <rt/board.h>
#include <rt/context.h>
#include <rt/detail/hart_block.h>
#include <rt/interrupt.h>

#include <stddef.h>

/* A board may lack it. The linker then refuses several harts, and contexts (ld/sections.ld). */
#pragma weak board_set_software_irq

/* Returns false if this hart must stop: the interrupt that stops it is then pending. */
static bool acknowledge(const struct rt_hart *hart)
{
    board_set_software_irq(hart->id, false);
    __asm__ volatile("fence ow, rw" ::: "memory");
    return !rt_hart_take_stop();
}

/* Called by switch.S with interrupts off, on the stack of software interrupts. Returns the context
 * to continue. */
struct rt_context *rti_context_switch(struct rt_context *interrupted);

struct rt_context *rti_context_switch(struct rt_context *interrupted)
{
    const struct rt_hart *const hart = rt_hart_block();

    if (rt_interrupt_pending(IRQ_MACHINE_SOFTWARE) && !acknowledge(hart)) {
        return interrupted;
    }
    guard_check(interrupted);
    struct rt_context *const next = rt_context_next(interrupted);
    if (next == NULL) {
        PANIC("rt_context_next returned NULL");
    }
    guard_enter(hart, next);
    return next;
}
