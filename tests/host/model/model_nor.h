/* SPDX-License-Identifier: MIT */
/* A serial NOR flash: pages that wrap, programming that only clears bits, busy time, protection. */
#ifndef MODEL_NOR_H
#define MODEL_NOR_H

#include <model_spi.h>

enum {
    MODEL_NOR_BYTES = 256 * 1024, /**< The memory of the model; addresses wrap. */
};

struct model_nor {
    struct model_spi_part part;
    uint8_t memory[MODEL_NOR_BYTES];
    uint8_t id[3];
    unsigned address_bytes; /**< 3 or 4. */
    unsigned busy_reads;    /**< Status reads that a program or erase stays busy for. */
    unsigned busy_left;     /**< Remaining ones; other commands are ignored until then. */
    bool write_protected;
    uint8_t protection;      /**< Status bits for protected blocks. */
    uint32_t protected_from; /**< Changes from this address on are ignored. */
    bool write_enabled;
    bool selected;
    uint8_t command;
    unsigned count; /**< Bytes since selected. */
    uint32_t address;
    uint8_t page[256];
    bool page_used[256];
    unsigned bytes_read; /**< Bytes read of the memory. */
    unsigned ignored;    /**< Commands given while busy or without write enable. */
};

/** Initialises a part of 2^@p size_log2 bytes, all erased. */
void model_nor_init(struct model_nor *nor, uint8_t size_log2);

#endif
