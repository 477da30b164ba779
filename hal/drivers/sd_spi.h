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

/** Filled in by hal_block_open. */
struct sd_spi_state {
    struct hal_block_geometry geometry; /**< The card's. */
    uint32_t max_hz;                    /**< The maximum clock, low until the card is ready. */
    uint32_t address_step;              /**< Addresses per block: 1 with high capacity, else 512. */
    bool tells_status;                  /**< The card supports SEND_STATUS. */
};

/** A card; constant. */
struct sd_spi {
    struct hal_block block;        /**< With sd_spi_ops. */
    struct hal_spi_device spi;     /**< Mode 0, up to 25 MHz. */
    const struct hal_timer *timer; /**< Limits the time of the card's operations. */
    struct sd_spi_state *state;    /**< Not shared with other cards. */
};

/**
 * The @c block.ops of every card. All units are 512 bytes. An erase writes 0xff. A card needs none
 * before it is programmed.
 */
extern const struct hal_block_ops sd_spi_ops;

#ifdef __cplusplus
}
#endif

#endif
