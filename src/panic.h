/* SPDX-License-Identifier: MIT */
/*
 * The panic path as trap handling sees it; the application's side is <rt/panic.h>.
 */
#ifndef PANIC_H
#define PANIC_H

#include <rt/panic.h>
#include <rt/trap_frame.h>

/** Reports the trap that @p frame describes and ends the run. */
__attribute__((noreturn)) void panic_trap(const struct rt_trap_frame *frame);

#endif
