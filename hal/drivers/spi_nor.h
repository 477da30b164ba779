/* SPDX-License-Identifier: MIT */
/** @file
 * Serial NOR flash on any SPI bus. Supports parts with the JEDEC command set and their size in the
 * third identification byte, 64 KiB to 2 GiB. Uses 4-byte addresses for parts above 16 MiB.
 */
#ifndef SPI_NOR_H
#define SPI_NOR_H

#include <hal/block.h>
#include <hal/spi.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Filled in by hal_block_open. */
struct spi_nor_state {
    struct hal_block_geometry geometry; /**< The part's. */
};

/** A part; constant. */
struct spi_nor {
    struct hal_block block;        /**< With spi_nor_ops. */
    struct hal_spi_device spi;     /**< Mode 0 or 3, at the clock of the plain read command. */
    const struct hal_timer *timer; /**< Limits the time of the part's operations. */
    struct spi_nor_state *state;   /**< Not shared with other parts. */
};

/** The @c block.ops of every part. The program unit is 1 byte, the erase unit 4 KiB. */
extern const struct hal_block_ops spi_nor_ops;

#ifdef __cplusplus
}
#endif

#endif
