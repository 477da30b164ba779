/* SPDX-License-Identifier: MIT */
/** @file
 * A free-running 64-bit counter with one compare register.
 *
 * The counter never goes backwards. Time spans are rounded up to ticks, so a delay is never shorter
 * than requested. A counter that stands still, such as one whose clock is off, hangs no loop: after
 * HAL_TIMER_STILL equal readings in a row, a delay ends and a deadline passes.
 */
#ifndef HAL_TIMER_H
#define HAL_TIMER_H

#include <hal/link.h>
#include <hal/status.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hal_timer;

/** @cond internal */
extern const char hal_links_timer_deadline;
/** @endcond */

/** How often a loop reads the same count before it takes the counter to stand still. At 1 GHz this
 * is a tenth of a second or more, which a running counter must not need for one tick. */
enum {
    HAL_TIMER_STILL = 10000000
};

/**
 * Implemented by a driver. The function below that calls a member documents its contract. Call
 * members only through the functions below. A driver's set_deadline and cancel may be NULL if no
 * linked code calls hal_timer_set_deadline or hal_timer_cancel (<hal/link.h>).
 */
struct hal_timer_ops {
    /** @{ */
    /** Implements the hal_timer_ function of the same name. */
    uint64_t (*now)(const struct hal_timer *timer);
    void (*set_deadline)(const struct hal_timer *timer, uint64_t ticks);
    void (*cancel)(const struct hal_timer *timer);
    /** @} */
};

/** A timer: the first member of each driver's own struct. */
struct hal_timer {
    const struct hal_timer_ops *ops; /**< Set by the driver. */
    uint32_t frequency_hz;           /**< Ticks per second; 10 or more. */
};

/** Returns the count since reset, in ticks. Callable from anywhere. */
static inline uint64_t hal_timer_now(const struct hal_timer *timer)
{
    return timer->ops->now(timer);
}

/**
 * Requests one interrupt as soon as the counter reaches @p ticks, and replaces any earlier request.
 * A deadline in the past fires immediately. Callable from anywhere, on one hart at a time.
 */
static inline void hal_timer_set_deadline(const struct hal_timer *timer, uint64_t ticks)
{
    HAL_LINK(hal_links_timer_deadline);
    timer->ops->set_deadline(timer, ticks);
}

/**
 * Cancels the request: no interrupt until the next hal_timer_set_deadline. Callable from anywhere,
 * on one hart at a time.
 */
static inline void hal_timer_cancel(const struct hal_timer *timer)
{
    HAL_LINK(hal_links_timer_deadline);
    timer->ops->cancel(timer);
}

/** Converts @p ns nanoseconds to ticks, rounded up; UINT64_MAX on overflow. For any context. */
uint64_t hal_timer_ticks_from_ns(const struct hal_timer *timer, uint64_t ns);

/** Converts @p ticks to nanoseconds, rounded down; UINT64_MAX on overflow. For any context. */
uint64_t hal_timer_ns_from_ticks(const struct hal_timer *timer, uint64_t ticks);

/**
 * Polls the counter for at least @p ns nanoseconds, rounded up to ticks, and at most two ticks
 * more. 0 returns immediately. If the counter stands still, returns after HAL_TIMER_STILL readings.
 * Not for handlers.
 */
void hal_timer_delay_ns(const struct hal_timer *timer, uint64_t ns);

/** A point in time that a loop can check; see hal_deadline_start. */
struct hal_deadline {
    const struct hal_timer *timer; /**< Not read if the span is 0 or HAL_FOREVER. */
    uint64_t ticks;                /**< The count at which the span ends. */
    uint32_t last;                 /**< The low half of the last reading. */
    uint32_t still;                /**< How many readings before it were equal. */
};

/**
 * Starts a span of @p timeout_us microseconds. HAL_FOREVER never passes, and 0 has already passed;
 * neither reads the timer. Callable from anywhere.
 */
struct hal_deadline hal_deadline_start(const struct hal_timer *timer, uint32_t timeout_us);

/**
 * Returns true if the span is 0 or an earlier call found it over. A loop that checks its condition
 * before each call thus checks it once more after the deadline. So a caller that was preempted
 * meanwhile does not time out if the condition has become true. A span also ends if the counter
 * stands still, after HAL_TIMER_STILL calls that read it. Callable from anywhere. Example:
 *
 *     struct hal_deadline deadline = hal_deadline_start(timer, timeout_us);
 *     while (!is_ready(device)) {
 *         if (hal_deadline_passed(&deadline)) {
 *             return HAL_ERR_TIMEOUT;
 *         }
 *     }
 */
bool hal_deadline_passed(struct hal_deadline *deadline);

#ifdef __cplusplus
}
#endif

#endif
