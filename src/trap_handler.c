/* SPDX-License-Identifier: MIT */
/*
 * Handlers of the application for traps, one a cause.
 */
#include "trap.h"

#include <hal/status.h>

rt_trap_handler *trap_handlers[TRAP_HANDLERS];

int rt_trap_set_handler(unsigned long cause, rt_trap_handler *handler)
{
    const unsigned long slot = trap_handler_slot(cause);

    if (slot >= TRAP_HANDLERS) {
        return HAL_ERR_INVALID;
    }
    trap_handlers[slot] = handler;
    return 0;
}
