/* SPDX-License-Identifier: MIT */
/*
 * The high-water marks of stacks in the report, in firmware with STACK_MARKS.
 */
#include "panic.h"

#include "base/guards.h"
#include "base/marks.h"
#include "hart/hart.h"

static unsigned long used(const struct panic_stack *stack)
{
    return rti_marks_used((const void *)stack->start, (const void *)stack->end, GUARD_PATTERN);
}

/* A registered stack may have been in use when it was registered: it was not painted then. */
static bool is_painted(const struct panic_snapshot *snapshot, unsigned long id)
{
    const struct rt_stack *const stack = rti_panic_registered(snapshot, id);

    return id < PANIC_STACK_REGISTERED || (stack != NULL && stack->is_empty);
}

void rti_panic_say_mark(const struct panic_snapshot *snapshot, const struct panic_place *place)
{
    if (snapshot->state != RT_HART_BOOTING && is_painted(snapshot, place->id)) {
        rti_panic_say(", high-water mark %lu", used(&place->stack));
    }
}

void rti_panic_say_marks(const struct panic_snapshot *snapshot, unsigned long except)
{
    for (unsigned long id = 0; id < PANIC_STACK_NONE && snapshot->state != RT_HART_BOOTING; id++) {
        struct panic_stack stack;
        rti_panic_stack(snapshot, id, &stack);
        if (id != except && stack.start != stack.end && is_painted(snapshot, id)) {
            rti_panic_say("\n  stack   %s stack, high-water mark %lu of %lu bytes",
                          rti_panic_stack_name(snapshot, id), used(&stack),
                          (unsigned long)(stack.end - stack.start));
        }
    }
}

void rti_panic_say_marks_of(const struct panic_snapshot *snapshot, unsigned long number)
{
    const struct rt_hart *const hart = rti_hart_block_of((unsigned)number);
    struct panic_snapshot of_hart;

    of_hart.image = snapshot->image;
    of_hart.area = (uintptr_t)hart - snapshot->image->ends[PANIC_STACK_TRAP];
    of_hart.stack_low = (uintptr_t)hart->stack_low;
    of_hart.stack_end = hart->start_sp;
    of_hart.state = RT_HART_RUNNING;
    of_hart.stacks = NULL;
    rti_panic_say_marks(&of_hart, PANIC_STACK_NONE);
}
