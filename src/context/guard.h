/* SPDX-License-Identifier: MIT */
/*
 * The guards of contexts' stacks.
 */
#ifndef CONTEXT_GUARD_H
#define CONTEXT_GUARD_H

#include <rt/context.h>

/** Chooses the region that a PMP entry could close. The stack must be set. */
void rti_context_guard_init(struct rt_context *context);

/** Closes the guard of the context that runs next. Call with interrupts off. */
void rti_context_guard_enter(struct rt_context *context);

/** Panics if the guard of the interrupted context holds a damaged pattern. */
void rti_context_guard_check(const struct rt_context *context);

#endif
