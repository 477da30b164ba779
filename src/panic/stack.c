/* SPDX-License-Identifier: MIT */
/*
 * The stack that an address belongs to.
 */
#include "snapshot.h"

#include "base/text_table.h"

#include <rt/csr.h>
#include <rt/protect.h>

static void program_stack(const struct panic_snapshot *snapshot, struct panic_stack *stack)
{
    const struct panic_image *const image = snapshot->image;

    if (snapshot->area == 0) {
        stack->guard = image->stack_guard;
        stack->start = image->stack_start;
        stack->end = image->stack_end;
        return;
    }
    stack->guard = stack->start = snapshot->stack_low;
    stack->end = snapshot->stack_end;
    /* Without a stack, both addresses are where the hart's block begins. */
    if (stack->start != stack->end) {
        stack->guard -= RT_HART_GUARD_SIZE;
    }
}

void rti_panic_stack(const struct panic_snapshot *snapshot, unsigned long id,
                     struct panic_stack *stack)
{
    const struct panic_image *const image = snapshot->image;

    if (id == PANIC_STACK_PROGRAM) {
        program_stack(snapshot, stack);
        return;
    }
    stack->end = snapshot->area + image->ends[id];
    stack->guard = stack->start = snapshot->area + image->ends[id - 1];
    if (stack->start != stack->end) {
        stack->start += image->stack_start - image->stack_guard;
    }
}

/* Where an address may be of a stack. */
enum part {
    GUARD,
    INSIDE, /* An sp at its very end too. */
};

static bool is_in(const struct panic_stack *stack, enum part part, uintptr_t address)
{
    if (part == GUARD) {
        return address >= stack->guard && address < stack->start;
    }
    return address >= stack->start && address <= stack->end && stack->start != stack->end;
}

static unsigned long find(const struct panic_snapshot *snapshot, struct panic_stack *stack,
                          enum part part, uintptr_t address)
{
    unsigned long id = 0;

    for (; id < PANIC_STACKS; id++) {
        rti_panic_stack(snapshot, id, stack);
        if (is_in(stack, part, address)) {
            break;
        }
    }
    return id;
}

/* A frame larger than the guard jumps over it. Below the main stack's guard there are only
 * constants and code, so an sp there is the main stack's too. */
static uintptr_t move_into_guard(const struct panic_snapshot *snapshot, uintptr_t sp)
{
    const struct panic_image *const image = snapshot->image;
    const bool is_below = sp >= image->text_start && sp < image->stack_guard;

    return snapshot->area == 0 && is_below ? image->stack_guard : sp;
}

/* The stack that an access fault ran over the end of. */
static unsigned long find_overflowed(const struct panic_snapshot *snapshot,
                                     const struct rt_trap_frame *frame, struct panic_stack *stack)
{
    const unsigned long id = find(snapshot, stack, GUARD, frame->tval);

    if (id != PANIC_STACKS || find(snapshot, stack, INSIDE, frame->sp) != PANIC_STACKS) {
        return id;
    }
    return find(snapshot, stack, GUARD, move_into_guard(snapshot, frame->sp));
}

void rti_panic_place(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                     struct panic_place *place)
{
    place->id = PANIC_STACKS;
    if (frame->cause == CAUSE_LOAD_ACCESS || frame->cause == CAUSE_STORE_ACCESS) {
        place->id = find_overflowed(snapshot, frame, &place->stack);
        place->used = place->stack.start;
    }
    place->is_overflow = place->id != PANIC_STACKS;
    if (!place->is_overflow) {
        place->id = find(snapshot, &place->stack, INSIDE, frame->sp);
        place->used = frame->sp;
    }
}

const char *rti_panic_stack_name(const struct panic_snapshot *snapshot, unsigned long id)
{
    static const char names[] = "main\0interrupt\0software interrupt\0timer interrupt\0"
                                "external interrupt\0trap\0program";

    if (id == PANIC_STACK_PROGRAM && snapshot->area != 0) {
        id = PANIC_STACKS;
    }
    return rti_nth_text(names, id);
}
