/* SPDX-License-Identifier: MIT */
/** @file
 * A watchdog: a device that resets the chip unless the program feeds it in time.
 *
 *     if (hal_watchdog_caused_reset(watchdog)) {
 *         printf("the watchdog has reset the chip\n");
 *     }
 *     if (hal_watchdog_start(watchdog, 1000) < 0) {
 *         ...
 *     }
 *     for (;;) {
 *         do_a_round_of_work();
 *         hal_watchdog_feed(watchdog);
 *     }
 *
 * It catches every hang, also with interrupts off, but leaves no report. rt/watchdog.h is for a
 * report first: give this one the longer timeout, and feed both.
 */
#ifndef HAL_WATCHDOG_H
#define HAL_WATCHDOG_H

#include <hal/status.h>
#include <stdbool.h>
#include <stdint.h>

struct hal_watchdog;

/** Implemented by a driver. The function below that calls a member documents its contract. */
struct hal_watchdog_ops {
    /** @{ */
    /** Implements the hal_watchdog_ function of the same name. */
    int32_t (*start)(const struct hal_watchdog *watchdog, uint32_t timeout_ms);
    void (*feed)(const struct hal_watchdog *watchdog);
    int (*stop)(const struct hal_watchdog *watchdog);
    bool (*caused_reset)(const struct hal_watchdog *watchdog);
    /** @} */
};

/** A watchdog: the first member of each driver's own struct. */
struct hal_watchdog {
    const struct hal_watchdog_ops *ops; /**< Set by the driver. */
};

/**
 * Starts the watchdog, or restarts it with another timeout, which begins now. It does not act
 * before @p timeout_ms milliseconds have passed since the last feed. Callable from anywhere, on one
 * hart at a time.
 *
 * @return the timeout that was achieved, in milliseconds rounded down: @p timeout_ms or more, as
 * far as the device's clock keeps its nominal rate. HAL_ERR_INVALID if the timeout is 0, above
 * INT32_MAX or longer than the device can count; the device was not touched.
 */
HAL_NODISCARD static inline int32_t hal_watchdog_start(const struct hal_watchdog *watchdog,
                                                       uint32_t timeout_ms)
{
    return watchdog->ops->start(watchdog, timeout_ms);
}

/**
 * Feeds the watchdog: the timeout begins anew. Without effect if it is stopped. Callable from
 * anywhere, on one hart at a time. Don't feed from a handler of a timer: that feeds also when the
 * program hangs.
 */
static inline void hal_watchdog_feed(const struct hal_watchdog *watchdog)
{
    watchdog->ops->feed(watchdog);
}

/**
 * Stops the watchdog. Callable from anywhere, on one hart at a time.
 *
 * @return 0, or HAL_ERR_UNSUPPORTED if the device can't be stopped: it goes on and must be fed.
 */
HAL_NODISCARD static inline int hal_watchdog_stop(const struct hal_watchdog *watchdog)
{
    return watchdog->ops->stop(watchdog);
}

/**
 * Returns true if the last reset was the watchdog's doing, so that a reset without a report gets a
 * name at the next boot. False if another reset followed, or if the device doesn't keep that.
 * Callable from anywhere.
 */
static inline bool hal_watchdog_caused_reset(const struct hal_watchdog *watchdog)
{
    return watchdog->ops->caused_reset(watchdog);
}

#endif
