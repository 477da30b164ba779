/* SPDX-License-Identifier: MIT */
/*
 * Finds which stack of a hart an address belongs to.
 */
#include "panic.h"

#include "base/text_table.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/protect.h>

enum {
    /* The program's stack, the interrupt stacks and the trap stack. */
    STACKS = 6
};

static void program_stack(struct panic_stack *stack)
{
    const struct rt_hart *const hart = rt_hart_block_of_trap();

    if ((const char *)hart == rt_boot_trap_stack_end) {
        /* Below the main stack's guard are only constants and code. */
        stack->name = "main";
        stack->lowest = (uintptr_t)rt_text_start;
        stack->guard = (uintptr_t)rt_stack_guard;
        stack->start = (uintptr_t)rt_stack_start;
        stack->end = (uintptr_t)rt_stack_end;
    } else {
        const uintptr_t low = (uintptr_t)hart->stack_low;
        /* Both equal the block's address if it has no stack yet. */
        const uintptr_t guard = low != hart->start_sp ? low - RT_HART_GUARD_SIZE : low;
        *stack = (struct panic_stack){"program", guard, guard, low, hart->start_sp};
    }
}

/* Steps to the next stack in the hart's area. Each stack's guard begins where the previous stack
 * ends. A stack that is not needed is empty and has no guard. */
static void next_stack(unsigned nth, struct panic_stack *stack)
{
    static const char names[] =
        "interrupt\0software interrupt\0timer interrupt\0external interrupt\0trap";
    /* The boot hart's stacks; other areas have the same offsets. */
    static const char *const ends[STACKS] = {
        rt_harts_start,        rt_boot_irq_plain_end,    rt_boot_irq_software_end,
        rt_boot_irq_timer_end, rt_boot_irq_external_end, rt_boot_trap_stack_end,
    };
    const uintptr_t area = (uintptr_t)rt_hart_block_of_trap() - (uintptr_t)rt_boot_trap_stack_end;

    stack->name = nth == 1 ? names : rti_next_text(stack->name);
    stack->end = area + (uintptr_t)ends[nth];
    stack->guard = stack->lowest = area + (uintptr_t)ends[nth - 1];
    stack->start = stack->guard;
    if (stack->start != stack->end) {
        stack->start += (uintptr_t)rt_stack_start - (uintptr_t)rt_stack_guard;
    }
}

typedef bool condition(const struct panic_stack *stack, uintptr_t address);

static bool find(struct panic_stack *stack, condition *holds, uintptr_t address)
{
    program_stack(stack);
    for (unsigned i = 1; !holds(stack, address); i++) {
        if (i == STACKS) {
            return false;
        }
        next_stack(i, stack);
    }
    return true;
}

static bool is_inside(const struct panic_stack *stack, uintptr_t sp)
{
    return sp >= stack->start && sp <= stack->end && stack->start != stack->end;
}

static bool is_below(const struct panic_stack *stack, uintptr_t sp)
{
    return sp >= stack->lowest && sp < stack->start;
}

static bool is_in_guard(const struct panic_stack *stack, uintptr_t address)
{
    return address >= stack->guard && address < stack->start;
}

bool rti_panic_stack_overflowed(const struct rt_trap_frame *frame, struct panic_stack *stack)
{
    if (frame->cause != CAUSE_LOAD_ACCESS && frame->cause != CAUSE_STORE_ACCESS) {
        return false;
    }
    return find(stack, is_in_guard, frame->tval) ||
           (!find(stack, is_inside, frame->sp) && find(stack, is_below, frame->sp));
}

uintptr_t rti_panic_stack_used(const struct rt_trap_frame *frame, struct panic_stack *stack)
{
    if (rti_panic_stack_overflowed(frame, stack)) {
        return stack->start;
    }
    return find(stack, is_inside, frame->sp) ? frame->sp : 0;
}
