/* SPDX-License-Identifier: MIT */
/* SPI controller made of four or more pins of any GPIO controller. */
#ifndef BITBANG_SPI_H
#define BITBANG_SPI_H

#include <hal/gpio.h>
#include <hal/spi.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

struct bitbang_spi_state {
    uint32_t half_ns; /**< Half a clock period. */
    uint8_t mode;
    uint8_t select;
};

struct bitbang_spi {
    struct hal_spi bus;
    struct hal_pin sck;
    struct hal_pin mosi;
    struct hal_pin miso;
    const struct hal_pin *selects;
    uint8_t select_count;
    const struct hal_timer *timer; /**< Paces the clock. */
    struct bitbang_spi_state *state;
};

/** For the @c bus.ops of every bus. The clock achieved doesn't count the time the pins take. */
extern const struct hal_spi_ops bitbang_spi_ops;

/** Configures the pins: nobody selected. Call it first. Returns 0 or the GPIO's error. */
HAL_NODISCARD int bitbang_spi_init(const struct bitbang_spi *spi);

#ifdef __cplusplus
}
#endif

#endif
