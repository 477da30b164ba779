/* SPDX-License-Identifier: MIT */
/** @file
 * A clock that knows the date: nanoseconds since 1970-01-01 00:00:00 UTC, leap seconds not counted.
 *
 * Any hart may read it; to set it and its alarm is for one hart at a time.
 */
#ifndef HAL_RTC_H
#define HAL_RTC_H

#include <hal/status.h>
#include <stdint.h>

struct hal_rtc;

/** What a driver provides. Each member keeps the contract of the function below that calls it. */
struct hal_rtc_ops {
    /** @{ */
    /** The work of the hal_rtc_ function of this name. */
    uint64_t (*get)(const struct hal_rtc *rtc);
    int (*set)(const struct hal_rtc *rtc, uint64_t ns);
    int (*set_alarm)(const struct hal_rtc *rtc, uint64_t ns);
    void (*acknowledge_alarm)(const struct hal_rtc *rtc);
    void (*clear_alarm)(const struct hal_rtc *rtc);
    /** @} */
};

/** A clock: the first member of each driver's own struct. */
struct hal_rtc {
    const struct hal_rtc_ops *ops; /**< The driver's. */
};

/** Returns the time. Callable from anywhere. */
static inline uint64_t hal_rtc_get(const struct hal_rtc *rtc)
{
    return rtc->ops->get(rtc);
}

/** Sets the clock; 0, or HAL_ERR_UNSUPPORTED when it can't be set. Callable from anywhere. */
HAL_NODISCARD static inline int hal_rtc_set(const struct hal_rtc *rtc, uint64_t ns)
{
    return rtc->ops->set(rtc, ns);
}

/**
 * Interrupts once when the clock reaches @p ns, immediately if that is past, in place of any
 * earlier alarm. Returns 0, or HAL_ERR_UNSUPPORTED without an alarm. Callable from anywhere.
 */
HAL_NODISCARD static inline int hal_rtc_set_alarm(const struct hal_rtc *rtc, uint64_t ns)
{
    return rtc->ops->set_alarm(rtc, ns);
}

/**
 * Ends the interrupt of an alarm that has come; its handler calls this. An alarm that is still to
 * come stays: the interrupt controller may have kept the interrupt of one that was replaced or
 * taken back since. A handler that must know calls this first and then looks at the clock. Callable
 * from anywhere.
 */
static inline void hal_rtc_acknowledge_alarm(const struct hal_rtc *rtc)
{
    rtc->ops->acknowledge_alarm(rtc);
}

/** Takes the alarm back, and its interrupt if it has come. Callable from anywhere. */
static inline void hal_rtc_clear_alarm(const struct hal_rtc *rtc)
{
    rtc->ops->clear_alarm(rtc);
}

#endif
