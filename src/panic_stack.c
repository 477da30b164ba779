/* SPDX-License-Identifier: MIT */
/*
 * Which stacks a hart has, and which of them an address belongs to.
 */
#include "panic.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/protect.h>

/* The boot hart's, in its area; the other harts' lie as far from theirs. */
static const struct {
    const char *name;
    const char *start;
    const char *end;
} stacks[] = {
    {"trap", rt_boot_trap_stack_start, rt_boot_trap_stack_end},
    {"interrupt", rt_boot_irq_plain_start, rt_boot_irq_plain_end},
    {"software interrupt", rt_boot_irq_software_start, rt_boot_irq_software_end},
    {"timer interrupt", rt_boot_irq_timer_start, rt_boot_irq_timer_end},
    {"external interrupt", rt_boot_irq_external_start, rt_boot_irq_external_end},
};

static void program_stack(const struct rt_hart *hart, struct panic_stack *stack)
{
    if ((const char *)hart == rt_boot_trap_stack_end) {
        *stack = (struct panic_stack){"main", (uintptr_t)rt_stack_guard, (uintptr_t)rt_stack_start,
                                      (uintptr_t)rt_stack_end};
    } else {
        const uintptr_t low = (uintptr_t)hart->stack_low;
        *stack = (struct panic_stack){"program", low - RT_HART_GUARD_SIZE, low, hart->start_sp};
    }
}

bool panic_stack(unsigned nth, struct panic_stack *stack)
{
    const struct rt_hart *const hart = rt_hart_block_of_trap();
    const uintptr_t area = (uintptr_t)hart - (uintptr_t)rt_boot_trap_stack_end;

    if (nth > sizeof stacks / sizeof stacks[0]) {
        return false;
    }
    if (nth == 0) {
        program_stack(hart, stack);
    } else {
        const uintptr_t start = area + (uintptr_t)stacks[nth - 1].start;
        const uintptr_t guard_size = (uintptr_t)rt_stack_start - (uintptr_t)rt_stack_guard;
        *stack = (struct panic_stack){stacks[nth - 1].name, start - guard_size, start,
                                      area + (uintptr_t)stacks[nth - 1].end};
    }
    return true;
}

bool panic_stack_of(uintptr_t sp, struct panic_stack *stack)
{
    for (unsigned i = 0; panic_stack(i, stack); i++) {
        if (sp >= stack->start && sp <= stack->end && stack->start != stack->end) {
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

    if (stack->start == stack->end) {
        return false;
    }
    return (address >= stack->guard && address < stack->start) ||
           (sp >= lowest && sp < stack->start && !panic_stack_of(sp, &other));
}

bool panic_stack_overflowed(const struct rt_trap_frame *frame, struct panic_stack *stack)
{
    if (frame->cause != CAUSE_LOAD_ACCESS && frame->cause != CAUSE_STORE_ACCESS) {
        return false;
    }
    for (unsigned i = 0; panic_stack(i, stack); i++) {
        if (ran_over(stack, stack->start == (uintptr_t)rt_stack_start, frame->sp, frame->tval)) {
            return true;
        }
    }
    return false;
}
