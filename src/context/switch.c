/* SPDX-License-Identifier: MIT */
/*
 * What the entry of the software interrupt calls between two contexts.
 */
#include "guard.h"

#include "hart/stop.h"

#include <rt/board.h>
#include <rt/context.h>
#include <rt/detail/hart_block.h>
#include <rt/panic.h>

#include <stddef.h>

/* Called by switch.S with interrupts off, on the stack of software interrupts. Returns the context
 * to continue. */
struct rt_context *rti_context_switch(struct rt_context *interrupted);

struct rt_context *rti_context_switch(struct rt_context *interrupted)
{
    struct rt_hart *const hart = rt_hart_block();

    board_set_software_irq(hart->id, false);
    __asm__ volatile("fence ow, rw" ::: "memory");
    hart->is_switch_requested = 0;
    if (rti_hart_take_stop()) {
        return interrupted;
    }
    rti_context_guard_check(interrupted);
    struct rt_context *const next = rt_context_next(interrupted);
    if (next == NULL) {
        rt_panic("rt_context_next returned NULL");
    }
    rti_context_guard_enter(next);
    return next;
}
