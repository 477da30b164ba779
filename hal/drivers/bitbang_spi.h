/* SPDX-License-Identifier: MIT */
/** @file
 * Bit-banged SPI controller on four or more pins of any GPIO controller.
 */
#ifndef BITBANG_SPI_H
#define BITBANG_SPI_H

#include <hal/gpio.h>
#include <hal/spi.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The mutable state of a bus, set by hal_spi_begin. */
struct bitbang_spi_state {
    uint32_t half_ns; /**< Half a clock period. */
    uint8_t mode;     /**< 0 to 3, as in struct hal_spi_config. */
    uint8_t select;   /**< The device that hal_spi_end deselects. */
};

/** A bus; constant. */
struct bitbang_spi {
    struct hal_spi bus;            /**< With bitbang_spi_ops; for struct hal_spi_device. */
    struct hal_pin sck;            /**< Clock output. */
    struct hal_pin mosi;           /**< Data output to the devices. */
    struct hal_pin miso;           /**< Data input from the devices. */
    const struct hal_pin *selects; /**< Select lines, active low, in the order of their numbers. */
    uint8_t select_count;          /**< Pins at selects. */
    const struct hal_timer *timer; /**< Times the clock. */
    struct bitbang_spi_state *state; /**< Not shared with other buses. */
};

/** The @c bus.ops of every bus. The clock that it returns ignores the time of pin accesses. */
extern const struct hal_spi_ops bitbang_spi_ops;

/**
 * Configures the pins, with no device selected. Call it before any transfer. Returns 0 or the error
 * of hal_pin_configure.
 */
HAL_NODISCARD int bitbang_spi_init(const struct bitbang_spi *spi);

#ifdef __cplusplus
}
#endif

#endif
