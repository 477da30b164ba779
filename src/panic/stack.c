/* SPDX-License-Identifier: MIT */
/*
 * The stack that an address belongs to.
 */
#include "snapshot.h"

#include "base/text_table.h"

#include <rt/csr.h>
#include <rt/protect.h>

#include <stddef.h>

enum {
    /* The largest frame by which code may leave its stack and still be recognised, in bytes. */
    REACH = 0x400000,
};

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

const struct rt_stack *rti_panic_registered(const struct panic_snapshot *snapshot, unsigned long id)
{
    const struct rt_stack *stack = snapshot->stacks;

    for (; id != PANIC_STACK_REGISTERED && stack != NULL; id--) {
        stack = stack->next;
    }
    return stack;
}

static void registered_stack(const struct panic_snapshot *snapshot, unsigned long id,
                             struct panic_stack *stack)
{
    const struct rt_stack *const it = rti_panic_registered(snapshot, id);

    stack->guard = stack->start = stack->end = 0;
    if (it != NULL) {
        stack->guard = (uintptr_t)it->low;
        stack->start = stack->guard + it->guard;
        stack->end = (uintptr_t)it->end;
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
    if (id >= PANIC_STACK_REGISTERED) {
        registered_stack(snapshot, id, stack);
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
    ABOVE,  /* It is less than REACH below the stack, which may be the nearest of several. */
};

static bool is_in(const struct panic_stack *stack, enum part part, uintptr_t address)
{
    if (stack->start == stack->end) {
        return false;
    }
    switch (part) {
    case GUARD:
        return address >= stack->guard && address < stack->start;
    case INSIDE:
        return address >= stack->start && address <= stack->end;
    default:
        return address < stack->start && stack->start - address <= REACH;
    }
}

static unsigned long find(const struct panic_snapshot *snapshot, enum part part, uintptr_t address)
{
    unsigned long found = PANIC_STACK_NONE;
    uintptr_t nearest = UINTPTR_MAX;

    for (unsigned long id = 0; id < PANIC_STACK_NONE; id++) {
        struct panic_stack stack;
        rti_panic_stack(snapshot, id, &stack);
        if (is_in(&stack, part, address) && stack.start < nearest) {
            found = id;
            nearest = stack.start;
        }
    }
    return found;
}

unsigned long rti_panic_guarded(const struct panic_snapshot *snapshot, uintptr_t address)
{
    return find(snapshot, GUARD, address);
}

/* Below the main stack there are only constants and code, even if they are far away. */
static bool is_below_program(const struct panic_snapshot *snapshot, uintptr_t sp)
{
    const struct panic_image *const image = snapshot->image;
    struct panic_stack stack;

    rti_panic_stack(snapshot, PANIC_STACK_PROGRAM, &stack);
    return is_in(&stack, ABOVE, sp) ||
           (snapshot->area == 0 && sp >= image->text_start && sp < image->stack_guard);
}

static bool exists(const struct panic_snapshot *snapshot, unsigned long id)
{
    struct panic_stack stack;

    rti_panic_stack(snapshot, id, &stack);
    return stack.start != stack.end;
}

/*
 * The stack of the handler that was probably running. A nesting handler has disabled sources, which
 * the frame of its entry remembers. A plain one runs with interrupts off; so may other code.
 */
static unsigned long handlers_stack(const struct panic_snapshot *snapshot)
{
    if (snapshot->is_inside) {
        return PANIC_STACK_TRAP;
    }
    for (unsigned i = RT_IRQ_STACK_external; i != RT_IRQ_STACK_plain; i--) {
        if ((snapshot->interrupted_mie[i] & ~snapshot->enabled) != 0 &&
            exists(snapshot, PANIC_STACK_IRQ + i)) {
            return PANIC_STACK_IRQ + i;
        }
    }
    if ((snapshot->frame->status & MSTATUS_MPIE) == 0 && snapshot->enabled != 0 &&
        snapshot->interrupted_sp[RT_IRQ_STACK_plain] != 0 && exists(snapshot, PANIC_STACK_IRQ)) {
        return PANIC_STACK_IRQ;
    }
    return PANIC_STACK_NONE;
}

/* The stack that code with this sp has left downwards, by a frame larger than the guard. */
static unsigned long left(const struct panic_snapshot *snapshot, uintptr_t sp,
                          unsigned long guarded)
{
    unsigned long id = find(snapshot, GUARD, sp);

    if (id == PANIC_STACK_NONE) {
        id = guarded;
    }
    if (id == PANIC_STACK_NONE) {
        id = handlers_stack(snapshot);
    }
    if (id == PANIC_STACK_NONE && is_below_program(snapshot, sp)) {
        id = PANIC_STACK_PROGRAM;
    }
    return id != PANIC_STACK_NONE ? id : find(snapshot, ABOVE, sp);
}

static void overflow(const struct panic_snapshot *snapshot, struct panic_place *place,
                     unsigned long id)
{
    place->id = id;
    rti_panic_stack(snapshot, id, &place->stack);
    place->used = place->stack.start;
    place->access = PANIC_ACCESS_OVERFLOW;
}

/* First the stack that sp is in, then whose guard or neighbour the address is. */
static void judge(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                  uintptr_t address, struct panic_place *place)
{
    const unsigned long guarded = find(snapshot, GUARD, address);
    struct panic_stack other;

    if (place->id == PANIC_STACK_NONE) {
        const unsigned long id = left(snapshot, frame->sp, guarded);
        if (id != PANIC_STACK_NONE) {
            overflow(snapshot, place, id);
        }
        return;
    }
    if (guarded == PANIC_STACK_NONE) {
        return;
    }
    if (guarded == place->id) {
        overflow(snapshot, place, guarded);
        return;
    }
    /* A handler's frame may reach into the stacks below its own. */
    const unsigned long running = handlers_stack(snapshot);
    rti_panic_stack(snapshot, running, &other);
    if (frame->sp < other.start) {
        overflow(snapshot, place, running);
        return;
    }
    rti_panic_stack(snapshot, guarded, &other);
    if (other.guard >= place->stack.end &&
        other.guard - place->stack.end < other.start - other.guard) {
        place->access = PANIC_ACCESS_PAST_TOP;
    }
}

void rti_panic_place(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                     struct panic_place *place)
{
    uintptr_t address;

    place->id = find(snapshot, INSIDE, frame->sp);
    rti_panic_stack(snapshot, place->id, &place->stack);
    place->used = frame->sp;
    place->access = PANIC_ACCESS_OTHER;
    if ((frame->cause == CAUSE_LOAD_ACCESS || frame->cause == CAUSE_STORE_ACCESS) &&
        rti_panic_address(snapshot, frame, &address)) {
        judge(snapshot, frame, address, place);
    } else if (place->id == PANIC_STACK_NONE && snapshot->damage != 0) {
        overflow(snapshot, place, rti_panic_guarded(snapshot, snapshot->damage));
    }
}

const char *rti_panic_stack_name(const struct panic_snapshot *snapshot, unsigned long id)
{
    static const char names[] = "main\0interrupt\0software interrupt\0timer interrupt\0"
                                "external interrupt\0trap\0program";

    if (id >= PANIC_STACK_REGISTERED) {
        const struct rt_stack *const stack = rti_panic_registered(snapshot, id);
        return stack != NULL ? stack->name : "";
    }
    if (id == PANIC_STACK_PROGRAM && snapshot->area != 0) {
        id = PANIC_STACKS;
    }
    return rti_nth_text(names, id);
}
