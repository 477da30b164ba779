/* SPDX-License-Identifier: MIT */
/** @file
 * Several harts: starting them, waiting for them, and calling functions on them.
 *
 *     RT_HART_STACK(stack, 4096);
 *
 *     if (rt_hart_start(1, count_stars, &sky, stack) < 0 || rt_hart_wait(1, HAL_FOREVER) < 0) {
 *         ...
 *     }
 *
 * The boot hart is number 0; the others are numbered from 1 in the order of mhartid, or of the
 * board's RIVET_BOARD_HART_IDS. Each has its own thread-local storage, trap stack and interrupt
 * stacks. HARTS in rivet_add_firmware sets how many harts the firmware supports; any others sleep
 * forever.
 */
#ifndef RT_HART_H
#define RT_HART_H

#include <hal/status.h>
#include <rt/detail/hart_block.h>
#include <rt/protect.h>

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A function to run on a hart; @p argument is the one given with the function. */
typedef void rt_hart_function(void *argument);

/**
 * The stack memory of a hart's program. Its lowest RT_HART_GUARD_SIZE bytes, aligned to their size,
 * are the guard. The hart cannot access the guard until reset, so don't reuse the memory.
 */
struct rt_hart_stack {
    void *base;  /**< The lowest byte. Align it to RT_HART_GUARD_SIZE to waste none. */
    size_t size; /**< In bytes, at least 256 above the guard. */
};

/** Defines `static const struct rt_hart_stack name` with @p bytes of memory, the guard included. */
#define RT_HART_STACK(name, bytes)                                                                 \
    static char name##_memory[bytes] __attribute__((aligned(RT_HART_GUARD_SIZE)));                 \
    static_assert((bytes) >= RT_HART_GUARD_SIZE + 256, "a stack needs 256 bytes above its guard"); \
    static const struct rt_hart_stack name = {name##_memory, bytes}

/** The number of harts this firmware supports (HARTS). Callable from anywhere. */
unsigned rt_hart_count(void);

/** The running hart's number. Callable from anywhere. */
static inline unsigned rt_hart_self(void)
{
    return (unsigned)rt_hart_block_of_trap()->number;
}

/** The mhartid of hart @p number, which must be below rt_hart_count(). Callable from anywhere. */
unsigned long rt_hart_id(unsigned number);

/**
 * Makes a parked hart call @p function with @p argument on @p stack, with interrupts off. The hart
 * sees everything that the caller wrote before. It parks when @p function and the calls posted by
 * then have returned. This call returns when the hart is running. Not for handlers.
 *
 * @return 0; HAL_ERR_INVALID for an invalid hart or stack; HAL_ERR_BUSY if the hart is not parked;
 * HAL_ERR_ABSENT if the board or the program knows that the machine lacks it, or if it didn't
 * respond within ten seconds, now or in an earlier call.
 */
HAL_NODISCARD int rt_hart_start(unsigned hart, rt_hart_function *function, void *argument,
                                struct rt_hart_stack stack);

/**
 * Says that the machine lacks a hart, as a device tree may tell. rt_hart_start then returns
 * HAL_ERR_ABSENT and does not wait for it. Needed only where board_prepare_hart can't tell. There
 * is no way back. Callable from anywhere.
 *
 * @return 0; HAL_ERR_INVALID for an invalid hart; HAL_ERR_BUSY if the hart is not parked.
 */
HAL_NODISCARD int rt_hart_set_absent(unsigned hart);

/**
 * Waits until @p hart is parked, at most @p timeout_us microseconds (HAL_FOREVER: no limit). The
 * caller then sees everything that hart wrote. If calls to this hart are enabled, serves them while
 * it waits. Not for handlers.
 *
 * @return 0, HAL_ERR_TIMEOUT, or HAL_ERR_INVALID if @p hart does not exist or is the running hart.
 */
HAL_NODISCARD int rt_hart_wait(unsigned hart, uint32_t timeout_us);

/**
 * A call to another hart. Allocated by the caller, which must not change it until
 * rt_hart_call_done returns true.
 */
struct rt_hart_async_call {
    rt_hart_function *function;      /**< The function to call. */
    void *argument;                  /**< Passed to it. */
    struct rt_hart_async_call *next; /**< Internal. */
    bool done;                       /**< See rt_hart_call_done. */
};

/**
 * Enables this hart's software interrupt, which the runtime handles, and turns interrupts on. From
 * then on the hart serves calls from other harts. Not for handlers.
 */
void rt_hart_calls_enable(void);

/**
 * Calls @p function on another hart and waits until it has returned there. It serves calls to this
 * hart while it waits, so two harts may call each other at the same time. Calling the running hart
 * invokes the function directly, with interrupts off. If the target hart has not called
 * rt_hart_calls_enable, the call runs when that hart's main function returns. On the boot hart that
 * never happens, and this call hangs. Not for handlers.
 *
 * The function runs like a handler: with interrupts off, without floating point, on the interrupt
 * stack. It runs on the program's stack if the target hart is the caller, is itself waiting for a
 * call, or has returned from its main function.
 *
 * @return 0, or HAL_ERR_INVALID for a hart that does not exist or does not run.
 */
HAL_NODISCARD int rt_hart_call(unsigned hart, rt_hart_function *function, void *argument);

/**
 * Like rt_hart_call, but does not wait. Fill in function and argument of @p call. Calls from one
 * hart to another run in the order they were posted, at the latest when the target's main function
 * has returned. Callable from anywhere.
 *
 * @return 0, or HAL_ERR_INVALID if the hart does not exist or is not running; the function is then
 * not called.
 */
HAL_NODISCARD int rt_hart_call_async(unsigned hart, struct rt_hart_async_call *call);

/** True once the called function has returned; its writes are then visible. For any context. */
static inline bool rt_hart_call_done(const struct rt_hart_async_call *call)
{
    return __atomic_load_n(&call->done, __ATOMIC_ACQUIRE);
}

/**
 * Makes every running hart fetch instructions as they are in memory now: after code was written or
 * loaded, call it before any hart executes that code. Executes FENCE.I on each hart, by
 * rt_hart_call on the others, which must have called rt_hart_calls_enable. A hart that starts later
 * does so then. On one hart it is that instruction. Needs Zifencei (unprivileged specification,
 * chapter "Zifencei"). Not for handlers.
 *
 * @return the number of harts that did it, which includes the caller.
 */
int rt_hart_fence_i(void);

/**
 * For firmware with a software interrupt handler of its own (rt/interrupt.h), which a panic on
 * another hart needs to stop this one. Call it in the handler after clearing the interrupt. If
 * another hart has panicked, it makes the interrupt pending again and returns true: return from the
 * handler without doing more, or turn interrupts on. This hart then stands still for the report.
 * Callable with interrupts off only.
 */
bool rt_hart_take_stop(void);

#ifdef __cplusplus
}
#endif

#endif
