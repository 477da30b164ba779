/* SPDX-License-Identifier: MIT */
/*
 * What the trap entry's C consists of; the application's side is <rt/trap.h>.
 */
#ifndef TRAP_H
#define TRAP_H

#include <rt/trap.h>

#include <stdbool.h>

/** Asks the application's handler for @p cause, if it has one: true to resume with the frame. */
bool rti_trap_ask_handler(struct rt_trap_frame *frame, unsigned long cause);

/**
 * Called by trap/entry.S for a trap that is not inside another: true to resume with the frame,
 * whose cause and pc it is given as well.
 */
bool rti_trap(struct rt_trap_frame *frame, unsigned long cause, unsigned long pc);

/** The same inside another trap or during start-up: no handler is asked. */
void rti_trap_inside(struct rt_trap_frame *frame);

#endif
