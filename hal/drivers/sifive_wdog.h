/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive watchdog in the always-on domain (SiFive FE310-G002 Manual, chapters 13 to 15).
 *
 * It counts the low-frequency clock of 32768 Hz, also while the core sleeps. If the chip's own
 * oscillator makes that clock, and no crystal does, timeouts are as inexact as the oscillator.
 */
#ifndef SIFIVE_WDOG_H
#define SIFIVE_WDOG_H

#include <hal/watchdog.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The longest timeout, in milliseconds: more than 18 hours. */
enum {
    SIFIVE_WDOG_MAX_MS = 65534000
};

/** A watchdog; constant. */
struct sifive_wdog {
    struct hal_watchdog watchdog; /**< With sifive_wdog_ops. */
    uintptr_t base;               /**< The address of the always-on domain's registers. */
    bool interrupts; /**< true: it interrupts at the timeout. false: it resets the chip. */
};

/** The @c watchdog.ops of every watchdog. */
extern const struct hal_watchdog_ops sifive_wdog_ops;

/**
 * Ends the interrupt of a watchdog with @c interrupts, and feeds it: the timeout begins anew. The
 * interrupt's handler must call this or stop the watchdog. Callable from anywhere.
 */
void sifive_wdog_acknowledge(const struct sifive_wdog *wdog);

#ifdef __cplusplus
}
#endif

#endif
