/* SPDX-License-Identifier: MIT */
/*
 * The guards of contexts' stacks.
 */
#ifndef CONTEXT_GUARD_H
#define CONTEXT_GUARD_H

#include "base/stacks.h"
#include "pmp/movable.h"

#include <rt/context.h>

#include <stddef.h>
#include <stdint.h>

/** Chooses the region that a PMP entry could close. The stack must be set. */
void rti_context_guard_init(struct rt_context *context);

/** Tries to close the guard of a context for the first time, or on another hart. */
void rti_context_guard_try(struct rt_context *context);

/** Panics if the pattern in its guard is damaged. */
void rti_context_guard_check_pattern(const struct rt_context *context);

/** Panics because sp has left the stack. */
__attribute__((noreturn)) void rti_context_guard_left(const struct rt_context *context);

/** Closes the guard of the context that runs next. Call with interrupts off. */
static inline void guard_enter(const struct rt_hart *hart, struct rt_context *context)
{
    if (context->pmp_address == 0) {
        return;
    }
    if (context->stack->guarded_by != STACK_GUARD_PATTERN && rti_pmp_has_guard(hart)) {
        rti_pmp_move_guard(hart, context->pmp_address);
    } else {
        rti_context_guard_try(context);
    }
}

/** Panics if the interrupted context has overflowed its stack. */
static inline void guard_check(const struct rt_context *context)
{
    const struct rt_stack *const stack = context->stack;

    if (stack == NULL) {
        return;
    }
    if (context->frame.sp < (uintptr_t)stack->low || context->frame.sp > (uintptr_t)stack->end) {
        rti_context_guard_left(context);
    }
    if (stack->guarded_by == STACK_GUARD_PATTERN) {
        rti_context_guard_check_pattern(context);
    }
}

#endif
