/* SPDX-License-Identifier: MIT */
/*
 * The stacks that the application has registered. Links in only with firmware that registers one.
 */
#include "stacks.h"

#include "dump_range.h"
#include "guards.h"
#include "marks.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/lock.h>
#include <rt/trap_frame.h>

enum {
    TRIES = 10000
};

struct rt_stack *rti_stacks;

static struct rt_lock lock;

/* Linked in only by STACK_MARKS. */
#pragma weak rti_marks_fill

/* Never part of an image. An exit checks painted guards only if something else links guards.c. */
__attribute__((used)) static const unsigned long *(*const check)(const struct rt_hart *,
                                                                 bool) = rti_guards_visit;

static unsigned long *guard_end(const struct rt_stack *stack)
{
    return (unsigned long *)stack->low + stack->guard / sizeof(unsigned long);
}

static void paint(const struct rt_stack *stack)
{
    for (unsigned long *word = (unsigned long *)stack->low; word < guard_end(stack); word++) {
        *word = GUARD_PATTERN;
    }
    if (stack->is_empty && rti_marks_fill != NULL) {
        rti_marks_fill(guard_end(stack), stack->end);
    }
}

void rti_stacks_add(struct rt_stack *stack)
{
    stack->guarded_by = STACK_GUARD_PATTERN;
    /* Before the lock, which turns interrupts off: this takes time. */
    paint(stack);
    RT_LOCKED(&lock)
    {
        stack->next = rti_stacks;
        rti_stacks = stack;
    }
}

/* Panics and exits check them on each hart anyway. */
void rti_stacks_check_often(void)
{
    struct rt_hart *const boot = (struct rt_hart *)(void *)rt_boot_trap_stack_end;

    if (boot->painted == 0) {
        boot->painted = GUARDS_PAINTED;
    }
}

void rt_stack_register(struct rt_stack *stack)
{
    rti_stacks_add(stack);
    if (stack->guard != 0) {
        rti_stacks_check_often();
    }
}

void rt_stack_unregister(struct rt_stack *stack)
{
    RT_LOCKED(&lock)
    {
        struct rt_stack **at = &rti_stacks;
        while (*at != NULL && *at != stack) {
            at = &(*at)->next;
        }
        if (*at != NULL) {
            *at = stack->next;
        }
    }
}

/* A PMP entry would deny reading its guard. */
static const unsigned long *damage_of(const struct rt_stack *stack)
{
    const unsigned long *const end =
        stack->guarded_by == STACK_GUARD_PATTERN ? guard_end(stack) : stack->low;

    for (const unsigned long *word = stack->low; word < end; word++) {
        if (*word != GUARD_PATTERN) {
            return word;
        }
    }
    return NULL;
}

bool rti_stack_is_damaged(const struct rt_stack *stack)
{
    return damage_of(stack) != NULL;
}

const char *rti_stack_guard_name(const struct rt_stack *stack)
{
    if (stack->guard == 0) {
        return "nothing";
    }
    switch (stack->guarded_by) {
    case STACK_GUARD_MPRV:
        return "a PMP entry and MPRV";
    case STACK_GUARD_RLB:
        return "a PMP entry and RLB";
    default:
        return "a pattern";
    }
}

/* A damaged list must not hold up a panic. */
static const unsigned long *find_damage(void)
{
    const struct rt_stack *stack = rti_stacks;
    const unsigned long *damage = NULL;

    for (unsigned i = 0; i < RT_STACKS_MAX && stack != NULL && damage == NULL; i++) {
        damage = damage_of(stack);
        stack = stack->next;
    }
    return damage;
}

/* Another hart may take a stack back and use its memory. So this needs the lock, but must not wait
 * for good: the panic's own hart may hold it. */
const unsigned long *rti_stacks_damage(void)
{
    const unsigned long interrupts = csr_read_clear(mstatus, MSTATUS_MIE) & MSTATUS_MIE;
    const unsigned long *damage = NULL;
    unsigned tries = TRIES;

    while (!rt_lock_try(&lock) && --tries != 0) {
    }
    if (tries != 0) {
        damage = find_damage();
        rt_lock_release(&lock);
    }
    csr_set(mstatus, interrupts);
    return damage;
}

/* First the head of the list, then the stack of the program that the trap stopped, then the list's
 * elements: what is damaged comes last. */
struct dump_range rti_dump_registered(const struct rt_hart *hart, unsigned long n)
{
    const struct rt_trap_frame *const frame = (const struct rt_trap_frame *)(const void *)hart - 1;
    const struct rt_stack *stack = rti_stacks;

    if (n == 0) {
        return (struct dump_range){(const void *)&rti_stacks, (const void *)(&rti_stacks + 1)};
    }
    for (unsigned long i = 2; i < n && stack != NULL; i++) {
        stack = stack->next;
    }
    if (n == 1) {
        return frame->sp > (uintptr_t)hart ? rti_dump_stack(hart, frame->sp)
                                           : (struct dump_range){hart, hart};
    }
    return stack != NULL && n < RT_STACKS_MAX + 2 ? (struct dump_range){stack, stack + 1}
                                                  : (struct dump_range){NULL, NULL};
}

DUMP_HOOK(2, rti_dump_registered);
