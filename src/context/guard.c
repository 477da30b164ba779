/* SPDX-License-Identifier: MIT */
#include "guard.h"

#include "base/stacks.h"
#include "pmp/movable.h"

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

static void try_region(struct rt_context *context)
{
    struct rt_stack *const stack = context->stack;

    stack->guarded_by = (unsigned char)rti_pmp_try_guard(context->pmp_address,
                                                         (uintptr_t)stack->low + stack->guard);
    if (stack->guarded_by == STACK_GUARD_PATTERN) {
        context->pmp_address = 0;
    } else if (stack->guarded_by == STACK_GUARD_MPRV) {
        context->frame.status |= MSTATUS_MPRV;
    }
}

void rti_context_guard_enter(struct rt_context *context)
{
    if (context->pmp_address == 0) {
        return;
    }
    if (context->stack->guarded_by == STACK_GUARD_PATTERN || !rti_pmp_has_guard()) {
        try_region(context);
    } else {
        rti_pmp_move_guard(context->pmp_address);
    }
}

void rti_context_guard_check(const struct rt_context *context)
{
    if (context->stack != NULL && rti_stack_is_damaged(context->stack)) {
        rt_panic_at(&context->frame, "found at a switch");
    }
}
