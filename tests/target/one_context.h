/* SPDX-License-Identifier: MIT */
/* One context with a guard, beside the main program. */
#ifndef ONE_CONTEXT_H
#define ONE_CONTEXT_H

#include <rt/context.h>
#include <rt/interrupt.h>
#include <rt/test.h>

static char memory[4096] __attribute__((aligned(256)));
static struct rt_context task, main_context;
static struct rt_stack stack = {
    .name = "task", .low = memory, .end = memory + sizeof(memory), .guard = 256};
static struct rt_context *volatile next = &main_context;

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    (void)interrupted;
    return next;
}

/* For the context: gives the turn to main for good. */
static void return_to_main(void)
{
    next = &main_context;
    for (;;) {
        rt_context_yield();
    }
}

static void run_context(void (*run)(void *argument))
{
    RT_REQUIRE_EQ(rt_context_init(&task, &stack, run, NULL), 0);
    rt_context_begin(&main_context);
    rt_interrupts_on();
    next = &task;
    rt_context_yield();
    rt_interrupts_off();
}

#endif
