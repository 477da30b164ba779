/* SPDX-License-Identifier: MIT */
/** @file
 * Several harts: starting them, waiting for them, and calling functions on one another.
 *
 *     static char stack[4096] __attribute__((aligned(RT_HART_GUARD_SIZE)));
 *     const struct rt_hart_stack its = {stack, sizeof(stack)};
 *     if (rt_hart_start(1, count_stars, &sky, its) < 0 || rt_hart_wait(1, HAL_FOREVER) < 0) {
 *         ...
 *     }
 *
 * Harts are numbered from 0, the boot hart; the others follow in the order of mhartid. Each has
 * thread-local storage, a trap stack and interrupt stacks of its own. A firmware has room for as
 * many as HARTS in rivet_add_firmware says; more harts than that sleep for good.
 */
#ifndef RT_HART_H
#define RT_HART_H

#include <hal/status.h>
#include <rt/detail/hart_block.h>
#include <rt/protect.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a hart runs or is called for; @p argument is what was handed in with it. */
typedef void rt_hart_function(void *argument);

/**
 * The memory a hart's program runs on. Its lowest RT_HART_GUARD_SIZE bytes, aligned to their
 * size, are the guard: closed to the hart until reset, so don't use the memory for anything else.
 */
struct rt_hart_stack {
    void *base;  /**< The lowest byte, a multiple of RT_HART_GUARD_SIZE. */
    size_t size; /**< In bytes, at least 256 above the guard. */
};

/** The number of harts this firmware has room for, HARTS: hart numbers are below it. */
unsigned rt_hart_count(void);

/** The running hart's number. Callable from anywhere. */
static inline unsigned rt_hart_self(void)
{
    return (unsigned)rt_hart_block()->number;
}

/** The mhartid of hart @p number, which must be below rt_hart_count(). Callable from anywhere. */
unsigned long rt_hart_id(unsigned number);

/**
 * Starts a parked hart: it calls @p function with @p argument on @p stack, with interrupts off, and
 * parks again when that and the calls posted by then have returned. What was written before the
 * call is seen there. Returns when the hart is under way. Not for handlers.
 *
 * @return 0; HAL_ERR_INVALID for a hart or a stack that can't be; HAL_ERR_BUSY for a hart that is
 * not parked; HAL_ERR_ABSENT for one that didn't answer within ten seconds, now or before.
 */
HAL_NODISCARD int rt_hart_start(unsigned hart, rt_hart_function *function, void *argument,
                                struct rt_hart_stack stack);

/**
 * Waits until @p hart is parked again, at most @p timeout_us microseconds (HAL_FOREVER: without
 * end). What it wrote is then seen here. Serves calls to this hart while it waits, if they are
 * enabled.
 *
 * @return 0, HAL_ERR_TIMEOUT, or HAL_ERR_INVALID for no such hart or this one.
 */
HAL_NODISCARD int rt_hart_wait(unsigned hart, uint32_t timeout_us);

/** Work for another hart. The caller's, and untouched by it until rt_hart_call_done. */
struct rt_hart_call {
    rt_hart_function *function; /**< What to call. */
    void *argument;             /**< Handed to it. */
    struct rt_hart_call *next;  /**< The runtime's own. */
    bool done;                  /**< See rt_hart_call_done. */
};

/**
 * Enables calls to this hart: enables its software interrupt, whose handler is then the runtime's,
 * and turns interrupts on.
 */
void rt_hart_calls_enable(void);

/**
 * Calls @p function on another hart and waits until it has returned there. Calls to this hart are
 * served while it waits, so that two harts may call one another at the same time. Calling the
 * running hart invokes the function directly, with interrupts off. If the target hart has not
 * called rt_hart_calls_enable, the call runs when that hart's main function returns; on the boot
 * hart that never happens, and this call hangs. Not for handlers.
 *
 * The function runs as a handler does: interrupts off, without floating point, on the interrupt
 * stack; but on the program's stack where a hart calls itself, is itself waiting for a call, or has
 * returned from what it was started for.
 *
 * @return 0, or HAL_ERR_INVALID for a hart that does not exist or does not run.
 */
HAL_NODISCARD int rt_hart_call(unsigned hart, rt_hart_function *function, void *argument);

/**
 * The same without waiting: @p call has function and argument filled in. Calls from one hart to
 * another run in the order they were posted, and at the latest when the function that the other
 * runs has returned. Callable from anywhere.
 *
 * @return 0, or HAL_ERR_INVALID for a hart that does not exist or does not run: it is not called.
 */
HAL_NODISCARD int rt_hart_call_async(unsigned hart, struct rt_hart_call *call);

/** True once @p call has returned; what it wrote is then seen here. Callable from anywhere. */
static inline bool rt_hart_call_done(const struct rt_hart_call *call)
{
    return __atomic_load_n(&call->done, __ATOMIC_ACQUIRE);
}

#ifdef __cplusplus
}
#endif

#endif
