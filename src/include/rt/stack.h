/* SPDX-License-Identifier: MIT */
/** @file
 * Stacks of the application's own, such as those of an RTOS's tasks. A panic names the one that it
 * happened on, or the one whose guard an overflow has damaged.
 *
 *     static uint64_t blink_memory[128];
 *     static struct rt_stack blink = {
 *         .name = "task blink", .low = blink_memory, .end = blink_memory + 128, .guard = 64};
 *
 *     rt_stack_register(&blink);
 */
#ifndef RT_STACK_H
#define RT_STACK_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    RT_STACKS_MAX = 64 /**< A panic looks at as many, those registered last. */
};

/** A stack of the application's own. */
struct rt_stack {
    const char *name; /**< In the report, "stack" follows it. */
    const void *low;  /**< The lowest byte. */
    const void *end;  /**< One more than the highest byte. */
    /**
     * Bytes at the low end that are a guard, which nothing may use: 0, or a multiple of a word.
     * Registering the stack paints them, so low must then be aligned to a word. No PMP entry
     * protects the guard. An overflow is found at each panic and exit, and at the boot hart's traps
     * and alarms (docs/panic.md). 256 bytes catch every overflow by smaller frames.
     */
    size_t guard;
    /**
     * Nothing is on the stack yet. With STACK_MARKS (rivet_add_firmware), registering it fills it,
     * so that a report has its high-water mark. low and end must be aligned to a word.
     */
    bool is_empty;
    unsigned char guarded_by; /**< Internal. */
    struct rt_stack *next;    /**< Internal. */
};

/**
 * Registers a stack. @p stack must exist until it is unregistered, and must not be registered
 * already. Painting and filling take time; interrupts stay as they are meanwhile. Callable from any
 * context and hart.
 */
void rt_stack_register(struct rt_stack *stack);

/** Takes it back. Does nothing if it is not registered. Callable from any context and hart. */
void rt_stack_unregister(struct rt_stack *stack);

#ifdef __cplusplus
}
#endif

#endif
