/* SPDX-License-Identifier: MIT */
#include "guard.h"

#include <rt/csr.h>
#include <rt/panic.h>

#include <stdint.h>

enum {
    /* Bytes of the smallest NAPOT region. */
    LEAST_REGION = 8,
};

/* The address register of the largest NAPOT region between two addresses, the highest of several;
 * 0 if there is none. */
static unsigned long largest_region(uintptr_t low, uintptr_t end)
{
    uintptr_t size = LEAST_REGION;

    while (size <= (end - low) / 2) {
        size *= 2;
    }
    for (; size >= LEAST_REGION; size /= 2) {
        const uintptr_t region = (end & ~(size - 1)) - size;
        if (region >= low && region < end) {
            return (region >> 2) + size / 8 - 1;
        }
    }
    return 0;
}

void rti_context_guard_init(struct rt_context *context)
{
    const uintptr_t low = (uintptr_t)context->stack->low;

    context->pmp_address = largest_region(low, low + context->stack->guard);
}

void rti_context_guard_try(struct rt_context *context)
{
    struct rt_stack *const stack = context->stack;

    stack->guarded_by = (unsigned char)rti_pmp_try_guard(context->pmp_address,
                                                         (uintptr_t)stack->low + stack->guard);
    if (stack->guarded_by == STACK_GUARD_PATTERN) {
        context->pmp_address = 0;
        rti_stacks_check_often();
    } else if (stack->guarded_by == STACK_GUARD_MPRV) {
        context->frame.status |= MSTATUS_MPRV;
    }
}

void rti_context_guard_check_pattern(const struct rt_context *context)
{
    if (rti_stack_is_damaged(context->stack)) {
        rt_panic_at(&context->frame, "found at a switch");
    }
}

void rti_context_guard_left(const struct rt_context *context)
{
    rt_panic_at(&context->frame, "stack overflow: sp has left %s stack", context->stack->name);
}
