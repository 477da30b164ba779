/* SPDX-License-Identifier: MIT */
/* A modelled SD card in SPI mode that verifies checksums, with faults that a test selects. */
#ifndef MODEL_SD_H
#define MODEL_SD_H

#include <model_spi.h>

enum {
    MODEL_SD_BLOCKS = 1024,
    MODEL_SD_QUEUE = 600,
};

struct model_sd {
    struct model_spi_part part;
    uint8_t memory[MODEL_SD_BLOCKS * 512];
    bool version_1;        /**< Has no CMD8, addresses bytes. */
    uint64_t blocks;       /**< Addressable blocks. Those beyond memory repeat it. */
    const uint8_t *csd;    /**< 16 bytes of another CSD, or NULL. */
    unsigned init_left;    /**< ACMD41 until it is ready. */
    unsigned deaf_left;    /**< CMD0 that it answers as if it were not idle. */
    unsigned busy_bytes;   /**< Zeros after a block was written. */
    unsigned delay;        /**< Idle bytes before each answer. */
    unsigned busy_left;    /**< Zeros until the current block is stored. */
    unsigned disturbed;    /**< Commands sent while busy. */
    unsigned bad_block;    /**< Reading it returns bad_token ... */
    uint8_t bad_token;     /**< ... instead of data, unless this is 0. */
    uint8_t range_refusal; /**< R1 for an address that is too high. */
    bool corrupt_reads;
    bool reject_writes;
    bool never_ready;
    bool refuses_csd;          /**< Also in the next R1, like QEMU 10.0's. */
    bool refuses_status;       /**< Like QEMU 10.0's. */
    bool tells_range_in_token; /**< For an address that is too high, not in R1. */
    uint8_t status;            /**< In the answer to SEND_STATUS. */
    bool up, crc_on, is_app, selected;
    bool clocked;     /**< Since it was selected; needed to use its line. */
    bool was_illegal; /**< The previous command. */
    uint8_t frame[6];
    unsigned frame_size;
    unsigned packet_size; /**< Bytes of a block being received, its token included. */
    bool wants_packet;
    uint32_t block; /**< The block addressed last. */
    uint8_t packet[515];
    uint8_t queue[MODEL_SD_QUEUE];
    unsigned queued, taken;
    unsigned bad_crcs;
};

void model_sd_init(struct model_sd *sd);

#endif
