/* SPDX-License-Identifier: MIT */
/*
 * The stacks that the application has registered. Linked in only with firmware that registers one,
 * so references are weak.
 */
#ifndef BASE_STACKS_H
#define BASE_STACKS_H

#include <rt/stack.h>

/** What finds an overflow of a stack with a guard: rt_stack.guarded_by. */
enum stack_guard {
    STACK_GUARD_PATTERN, /**< The pattern that the guard holds. */
    STACK_GUARD_MPRV,    /**< A PMP entry for lower modes, and MPRV with MPP = U. */
    STACK_GUARD_RLB,     /**< A locked PMP entry that mseccfg.RLB allows to move. */
};

/** The one registered last, the head of a list. */
extern struct rt_stack *rti_stacks;

/** Registers a stack without rti_stacks_check_often. */
void rti_stacks_add(struct rt_stack *stack);

/** Makes the boot hart's traps and alarms check the guards of registered stacks. */
void rti_stacks_check_often(void);

/** Whether the guard holds a pattern and was written over. */
bool rti_stack_is_damaged(const struct rt_stack *stack);

/** Names what guards the stack, for a report. */
const char *rti_stack_guard_name(const struct rt_stack *stack);

/** Finds a word of their guards that was written over, or returns NULL. */
const unsigned long *rti_stacks_damage(void);

#endif
