/* SPDX-License-Identifier: MIT */
/** @file
 * Goldfish real-time clock with alarm, as on QEMU's virt machine.
 */
#ifndef GOLDFISH_RTC_H
#define GOLDFISH_RTC_H

#include <hal/rtc.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A clock; constant. */
struct goldfish_rtc {
    struct hal_rtc rtc; /**< With goldfish_rtc_ops. */
    uintptr_t base;     /**< The address of its registers. */
};

/** The @c rtc.ops of every clock. An alarm more than 146 years ahead never fires. */
extern const struct hal_rtc_ops goldfish_rtc_ops;

#ifdef __cplusplus
}
#endif

#endif
