/* SPDX-License-Identifier: MIT */
/*
 * The stacks that the application has registered. Links in only with firmware that registers one.
 */
#include "panic.h"

#include <rt/lock.h>
#include <rt/stack.h>

struct rt_stack *rti_stacks;

static struct rt_lock lock;

void rt_stack_register(struct rt_stack *stack)
{
    RT_LOCKED(&lock)
    {
        stack->next = rti_stacks;
        rti_stacks = stack;
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
