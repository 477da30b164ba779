/* SPDX-License-Identifier: MIT */
/** @file
 * Stacks of the application's own, such as those of an RTOS's tasks. A panic names the one that it
 * happened on.
 *
 *     static uint64_t blink_memory[128];
 *     static struct rt_stack blink = {
 *         .name = "task blink", .low = blink_memory, .end = blink_memory + 128};
 *
 *     rt_stack_register(&blink);
 */
#ifndef RT_STACK_H
#define RT_STACK_H

#ifdef __cplusplus
extern "C" {
#endif

enum {
    RT_STACKS_MAX = 64 /**< A panic looks at as many, those registered last. */
};

/** A stack of the application's own. */
struct rt_stack {
    const char *name;      /**< In the report, "stack" follows it. */
    const void *low;       /**< The lowest byte. */
    const void *end;       /**< One more than the highest byte. */
    struct rt_stack *next; /**< Internal. */
};

/**
 * Registers a stack. @p stack must exist until it is unregistered, and must not be registered
 * already. Callable from any context and hart.
 */
void rt_stack_register(struct rt_stack *stack);

/** Takes it back. Does nothing if it is not registered. Callable from any context and hart. */
void rt_stack_unregister(struct rt_stack *stack);

#ifdef __cplusplus
}
#endif

#endif
