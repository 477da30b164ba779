/* SPDX-License-Identifier: MIT */
/*
 * Handlers of the application for traps, one a cause.
 */
#include "trap.h"

#include <hal/status.h>
#include <rt/csr.h>
#include <rt/hart_block.h>
#include <rt/trap.h>

#include <stddef.h>

/* Exceptions, then interrupts. */
enum {
    CAUSES = 16
};
static rt_trap_handler *handlers[2 * CAUSES];

static rt_trap_handler **handler_of(unsigned long cause)
{
    const unsigned long number = cause & ~MCAUSE_INTERRUPT;

    return number < CAUSES ? &handlers[number + (number == cause ? 0 : CAUSES)] : NULL;
}

/* A handler's own faults end here too, and are not its business. */
bool trap_resume_by_handler(struct rt_trap_frame *frame)
{
    struct rt_hart *const hart = rt_hart_block_of_trap();
    rt_trap_handler *const *const handler = handler_of(frame->cause);

    if (hart->state != RT_HART_RUNNING || hart->trap_depth != 0 || handler == NULL ||
        *handler == NULL) {
        return false;
    }
    hart->trap_depth = 1;
    const bool resume = (*handler)(frame);
    hart->trap_depth = 0;
    return resume;
}

int rt_trap_set_handler(unsigned long cause, rt_trap_handler *handler)
{
    rt_trap_handler **const place = handler_of(cause);

    if (place == NULL) {
        return HAL_ERR_INVALID;
    }
    *place = handler;
    return 0;
}
