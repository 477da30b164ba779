/* SPDX-License-Identifier: MIT */
/*
 * Which stacks a hart has, and which of them an address belongs to.
 */
#include "panic.h"

#include <rt/csr.h>
#include <rt/image.h>

bool panic_stack(unsigned nth, struct panic_stack *stack)
{
    /* How far this hart's area lies from the boot hart's. */
    const uintptr_t area = (uintptr_t)rt_hart_block_of_trap() - (uintptr_t)rt_boot_trap_stack_end;

    switch (nth) {
    case 0:
        *stack = (struct panic_stack){"main stack", (uintptr_t)rt_stack_guard,
                                      (uintptr_t)rt_stack_start, (uintptr_t)rt_stack_end};
        return true;
    case 1:
        *stack = (struct panic_stack){"trap stack", area + (uintptr_t)rt_boot_trap_guard,
                                      area + (uintptr_t)rt_boot_trap_stack_start,
                                      area + (uintptr_t)rt_boot_trap_stack_end};
        return true;
    case 2:
        *stack = (struct panic_stack){"interrupt stack", area + (uintptr_t)rt_harts_start,
                                      area + (uintptr_t)rt_boot_irq_start,
                                      area + (uintptr_t)rt_boot_irq_external_end};
        return stack->start != stack->end;
    default:
        return false;
    }
}

bool panic_stack_of(uintptr_t sp, struct panic_stack *stack)
{
    for (unsigned i = 0; panic_stack(i, stack); i++) {
        if (sp >= stack->start && sp <= stack->end) {
            return true;
        }
    }
    return false;
}

/* Below a stack is its guard, and below the main stack's there are only constants and code. */
static bool ran_over(const struct panic_stack *stack, bool is_main, uintptr_t sp, uintptr_t address)
{
    const uintptr_t lowest = is_main ? (uintptr_t)rt_text_start : stack->guard;
    struct panic_stack other;
    const bool outside = sp < stack->start && sp >= lowest && !panic_stack_of(sp, &other);

    return outside || (address >= stack->guard && address < stack->start);
}

bool panic_stack_overflowed(const struct rt_trap_frame *frame, struct panic_stack *stack)
{
    if (frame->cause != CAUSE_LOAD_ACCESS && frame->cause != CAUSE_STORE_ACCESS) {
        return false;
    }
    for (unsigned i = 0; panic_stack(i, stack); i++) {
        if (ran_over(stack, i == 0, frame->sp, frame->tval)) {
            return true;
        }
    }
    return false;
}
