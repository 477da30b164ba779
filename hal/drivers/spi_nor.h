/* SPDX-License-Identifier: MIT */
/** @file
 * Serial NOR flash on any SPI bus: parts that follow the JEDEC command set and tell their size in
 * the third byte of their identification (64 KiB to 2 GiB). Beyond 16 MiB 4-byte commands are used.
 */
#ifndef SPI_NOR_H
#define SPI_NOR_H

#include <hal/block.h>
#include <hal/spi.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What hal_block_open found. */
struct spi_nor_state {
    struct hal_block_geometry geometry; /**< The part's. */
};

/** A part; constant. */
struct spi_nor {
    struct hal_block block;        /**< With spi_nor_ops. */
    struct hal_spi_device spi;     /**< Mode 0 or 3, at most what the part's plain read allows. */
    const struct hal_timer *timer; /**< Bounds how long the part may take. */
    struct spi_nor_state *state;   /**< The part's own. */
};

/** For the @c block.ops of every part. Programs single bytes, erases 4 KiB. */
extern const struct hal_block_ops spi_nor_ops;

#ifdef __cplusplus
}
#endif

#endif
