/* SPDX-License-Identifier: MIT */
/** @file
 * A real-time clock: nanoseconds since 1970-01-01 00:00:00 UTC, without leap seconds.
 *
 * Any hart may read it. Only one hart at a time may set the clock or its alarm.
 */
#ifndef HAL_RTC_H
#define HAL_RTC_H

#include <hal/status.h>
#include <stdint.h>

struct hal_rtc;

/** Implemented by a driver. The function below that calls a member documents its contract. */
struct hal_rtc_ops {
    /** @{ */
    /** Implements the hal_rtc_ function of the same name. */
    uint64_t (*get)(const struct hal_rtc *rtc);
    int (*set)(const struct hal_rtc *rtc, uint64_t ns);
    int (*set_alarm)(const struct hal_rtc *rtc, uint64_t ns);
    void (*acknowledge_alarm)(const struct hal_rtc *rtc);
    void (*clear_alarm)(const struct hal_rtc *rtc);
    /** @} */
};

/** A clock: the first member of each driver's own struct. */
struct hal_rtc {
    const struct hal_rtc_ops *ops; /**< Set by the driver. */
};

/** Returns the time in nanoseconds since 1970. Callable from anywhere. */
static inline uint64_t hal_rtc_get_ns(const struct hal_rtc *rtc)
{
    return rtc->ops->get(rtc);
}

/** Sets the clock. Returns 0, or HAL_ERR_UNSUPPORTED if it can't be set. Callable from anywhere. */
HAL_NODISCARD static inline int hal_rtc_set(const struct hal_rtc *rtc, uint64_t ns)
{
    return rtc->ops->set(rtc, ns);
}

/**
 * Sets the alarm, replacing any earlier one: it interrupts once when the clock reaches @p ns,
 * immediately if that is in the past. Returns 0, or HAL_ERR_UNSUPPORTED if the clock has no alarm.
 * Callable from anywhere.
 */
HAL_NODISCARD static inline int hal_rtc_set_alarm(const struct hal_rtc *rtc, uint64_t ns)
{
    return rtc->ops->set_alarm(rtc, ns);
}

/**
 * Ends the interrupt of an alarm that has fired; the interrupt's handler must call this. An alarm
 * that has not fired stays set. The interrupt controller may still deliver the interrupt of an
 * alarm that has been replaced or cleared. To detect this, a handler calls this function and then
 * reads the clock. Callable from anywhere.
 */
static inline void hal_rtc_acknowledge_alarm(const struct hal_rtc *rtc)
{
    rtc->ops->acknowledge_alarm(rtc);
}

/** Clears the alarm, and its interrupt if it has fired. Callable from anywhere. */
static inline void hal_rtc_clear_alarm(const struct hal_rtc *rtc)
{
    rtc->ops->clear_alarm(rtc);
}

#endif
