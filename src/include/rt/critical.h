/* SPDX-License-Identifier: MIT */
/** @file
 * Critical sections: code that no interrupt of this hart preempts.
 *
 *     RT_CRITICAL {
 *         if (queue_is_empty) {
 *             return;
 *         }
 *         take();
 *     }
 *
 * Sections nest and restore the previous interrupt state. They don't exclude other harts: use a
 * lock (rt/lock.h) for that.
 */
#ifndef RT_CRITICAL_H
#define RT_CRITICAL_H

#include <hal/critical.h>

#ifdef __cplusplus
extern "C" {
#endif

/** @cond internal */

#ifdef RT_DEBUG
/* Record the longest section, in instructions from begun to over. */
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

/** Turns this hart's interrupts off. Pass the result to rt_critical_exit. For any context. */
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
 * Runs the following statement or block with interrupts off and restores them afterwards. The block
 * may be left by return, break, continue or goto, but not by longjmp. Callable from anywhere.
 */
#define RT_CRITICAL RT_CRITICAL_(__COUNTER__)

/** The longest critical section of this hart. */
struct rt_critical_longest {
    unsigned long instructions; /**< minstret from begin to end; 0 if there was none. */
    const void *begin;          /**< The address of rt_critical_enter or RT_CRITICAL. */
};

/** Returns the longest section since the hart's start; all zero unless this is a debug build. */
struct rt_critical_longest rt_critical_get_longest(void);

/* Internals of the macro. */

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
