/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive SPI controller, single-wire mode (SiFive FE310-G002 Manual, chapter 19).
 *
 * A transfer that times out returns when the frames that it had begun have been sent, up to 8: they
 * can't be cancelled. If the controller sends none, that takes 0.1 s more.
 */
#ifndef SIFIVE_SPI_H
#define SIFIVE_SPI_H

#include <hal/spi.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A controller; constant. */
struct sifive_spi {
    struct hal_spi bus;            /**< With sifive_spi_ops; for struct hal_spi_device. */
    uintptr_t base;                /**< Where its registers are. */
    uint32_t clock_hz;             /**< Input clock of the divider. */
    const struct hal_timer *timer; /**< For timeouts other than HAL_FOREVER. */
    uint8_t selects;               /**< How many select lines there are. */
};

/** For the @c bus.ops of every controller. */
extern const struct hal_spi_ops sifive_spi_ops;

#ifdef __cplusplus
}
#endif

#endif
