/* SPDX-License-Identifier: MIT */
/** @file
 * SD memory card on any SPI bus (SD Physical Layer Simplified Specification 6.00, chapter 7):
 * standard and high capacity, checksums on.
 */
#ifndef SD_SPI_H
#define SD_SPI_H

#include <hal/block.h>
#include <hal/spi.h>
#include <hal/timer.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What hal_block_open found. */
struct sd_spi_state {
    struct hal_block_geometry geometry; /**< The card's. */
    uint32_t max_hz;                    /**< The clock of commands, low until the card is ready. */
    uint32_t address_step; /**< From one block to the next: 1 with high capacity, else 512. */
    bool tells_status;     /**< Whether it can be asked after a write. */
};

/** A card; constant. */
struct sd_spi {
    struct hal_block block;        /**< With sd_spi_ops. */
    struct hal_spi_device spi;     /**< Mode 0, up to 25 MHz. */
    const struct hal_timer *timer; /**< Bounds how long the card may take. */
    struct sd_spi_state *state;    /**< The card's own. */
};

/** For the @c block.ops of every card. All units are 512 bytes; erasing writes ones. */
extern const struct hal_block_ops sd_spi_ops;

#ifdef __cplusplus
}
#endif

#endif
