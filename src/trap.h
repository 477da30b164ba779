/* SPDX-License-Identifier: MIT */
/*
 * What the trap entry's C consists of; the application's side is <rt/trap.h>.
 */
#ifndef TRAP_H
#define TRAP_H

#include <rt/trap_frame.h>

#include <stdbool.h>

/** Asks the application's handler for the frame's cause, if there is one: true to resume. */
bool trap_resume_by_handler(struct rt_trap_frame *frame);

#endif
