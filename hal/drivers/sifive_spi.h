/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive SPI controller, single-wire mode (SiFive FE310-G002 Manual, chapter 19).
 *
 * The up to 8 frames in the FIFO can't be cancelled. So a transfer that times out first waits until
 * they are sent, at most 0.1 s.
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
    uintptr_t base;                /**< The address of its registers. */
    uint32_t clock_hz;             /**< Input clock of the divider. */
    const struct hal_timer *timer; /**< For timeouts other than HAL_FOREVER. */
    uint8_t selects;               /**< Number of select lines. */
};

/** The @c bus.ops of every controller. */
extern const struct hal_spi_ops sifive_spi_ops;

#ifdef __cplusplus
}
#endif

#endif
