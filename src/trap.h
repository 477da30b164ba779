/* SPDX-License-Identifier: MIT */
/*
 * What the trap entry's C consists of; the application's side is <rt/trap.h>.
 */
#ifndef TRAP_H
#define TRAP_H

#include <rt/csr.h>
#include <rt/trap.h>

#include <stdbool.h>

/* Of the application's handlers: exceptions, then interrupts. */
enum {
    TRAP_CAUSES = 16,
    TRAP_HANDLERS = 2 * TRAP_CAUSES
};
extern rt_trap_handler *trap_handlers[TRAP_HANDLERS];

/** The handlers' index for @p cause; TRAP_HANDLERS or more if it can have none. */
static inline unsigned long trap_handler_slot(unsigned long cause)
{
    const unsigned long interrupt = cause - MCAUSE_INTERRUPT;

    if (cause < TRAP_CAUSES) {
        return cause;
    }
    return interrupt < TRAP_CAUSES ? TRAP_CAUSES + interrupt : TRAP_HANDLERS;
}

/**
 * Called by trap.S for a trap that is not inside another: true to resume with the frame, whose
 * cause and pc it is given as well.
 */
bool rt_trap(struct rt_trap_frame *frame, unsigned long cause, unsigned long pc);

/** The same inside another trap or during start-up: no handler is asked. */
void rt_trap_inside(struct rt_trap_frame *frame);

#endif
