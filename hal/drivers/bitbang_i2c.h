/* SPDX-License-Identifier: MIT */
/** @file
 * Bit-banged I2C controller on two open-drain pins of any GPIO controller. Supports clock
 * stretching, repeated start, detection of lost arbitration, and bus recovery (NXP UM10204).
 */
#ifndef BITBANG_I2C_H
#define BITBANG_I2C_H

#include <hal/gpio.h>
#include <hal/i2c.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A bus; constant. */
struct bitbang_i2c {
    struct hal_i2c bus;            /**< With bitbang_i2c_ops; the interface for drivers of parts. */
    struct hal_pin scl;            /**< Clock. The line has a pull-up. */
    struct hal_pin sda;            /**< Data. The line has a pull-up. */
    const struct hal_timer *timer; /**< Times the clock and limits stretching. */
    uint32_t hz;                   /**< Maximum clock: 100000 or 400000. */
};

/** The @c bus.ops of every bus. */
extern const struct hal_i2c_ops bitbang_i2c_ops;

/**
 * Configures the pins and leaves both lines released. Call it before any transfer. Returns 0 or the
 * error of hal_pin_configure.
 */
HAL_NODISCARD int bitbang_i2c_init(const struct bitbang_i2c *i2c);

#ifdef __cplusplus
}
#endif

#endif
