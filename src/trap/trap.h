/* SPDX-License-Identifier: MIT */
/*
 * The C functions of the trap entry. The application's interface is <rt/trap.h>.
 */
#ifndef TRAP_H
#define TRAP_H

#include <rt/trap.h>

#include <stdbool.h>

/** Refer to it to link resume.S in, without which each trap panics. */
extern const char rti_trap_resumes;

/** Calls the application's handler of @p cause, if it has one. True: resume with the frame. */
bool rti_trap_ask_handler(struct rt_trap_frame *frame, unsigned long cause);

/**
 * Called by trap/resume.S for a trap that is not inside another; @p cause and @p pc are those of
 * the frame. True: resume with the frame.
 */
bool rti_trap(struct rt_trap_frame *frame, unsigned long cause, unsigned long pc);

/** The same inside another trap or during start-up: calls no handler of the application. */
void rti_trap_inside(struct rt_trap_frame *frame);

/** Runs rti_panic_go_on with @p stack as sp: what is below is not needed any more. */
__attribute__((noreturn)) void rti_trap_leave(void *stack);

#endif
