/* SPDX-License-Identifier: MIT */
/** @file
 * Sections of code that no interrupt of this hart may split.
 *
 *     RT_CRITICAL {
 *         if (queue_is_empty) {
 *             return;
 *         }
 *         take();
 *     }
 *
 * They nest, and they leave interrupts as they found them. Other harts are not held up: that takes
 * a lock (rt/lock.h).
 */
#ifndef RT_CRITICAL_H
#define RT_CRITICAL_H

#include <hal/critical.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @cond internal */

#ifdef RT_DEBUG
/* Keep the longest section, counted in instructions from one to the other. */
void rt_critical_begun(void);
void rt_critical_over(void);
#else
static inline void rt_critical_begun(void)
{
}
static inline void rt_critical_over(void)
{
}
#endif

/** @endcond */

/** Turns interrupts off on this hart; pass what it returns to rt_critical_exit. */
static inline unsigned long rt_critical_enter(void)
{
    const unsigned long state = hal_critical_enter();

    if (state != 0) {
        rt_critical_begun();
    }
    return state;
}

/** Turns interrupts back on if they were on when rt_critical_enter returned @p state. */
static inline void rt_critical_exit(unsigned long state)
{
    if (state != 0) {
        rt_critical_over();
    }
    hal_critical_exit(state);
}

/**
 * The statement or block that follows runs with interrupts off; afterwards they are as before, also
 * when it is left by return, break, continue or goto. Not by longjmp. Callable from anywhere.
 */
#define RT_CRITICAL RT_CRITICAL_(__COUNTER__)

/** The longest that a critical section kept interrupts off on this hart. */
struct rt_critical_longest {
    unsigned long instructions; /**< minstret between its ends, 0 if there was none. */
    const void *begin;          /**< Where rt_critical_enter or RT_CRITICAL was. */
};

/** Tells it since the hart's start; debug builds only, all zero in others. */
struct rt_critical_longest rt_critical_longest(void);

/* What the macro is made of. */

/** @cond internal */

static inline void rt_critical_leave(const unsigned long *state)
{
    rt_critical_exit(*state);
}

#define RT_CRITICAL_(id) RT_CRITICAL__(id)
#define RT_CRITICAL__(id)                                                   \
    for (unsigned long rt_critical_state_##id                               \
         __attribute__((cleanup(rt_critical_leave))) = rt_critical_enter(), \
         rt_critical_once_##id = 1;                                         \
         rt_critical_once_##id != 0; rt_critical_once_##id = 0)

/** @endcond */

#ifdef __cplusplus
}
#endif

#endif
