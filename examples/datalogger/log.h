/* SPDX-License-Identifier: MIT */
/*
 * A circular log in flash: new entries replace the oldest ones. An entry that a power failure cut
 * off is skipped; the others remain.
 */
#ifndef LOG_H
#define LOG_H

#include <hal/block.h>

struct log_entry {
    uint32_t number;  /**< Counts from 1. */
    uint32_t seconds; /**< The time of the entry. */
    int32_t value;
};

struct log {
    const struct hal_block *block; /**< Flash with a program unit of at most LOG_ENTRY_SIZE. */
    uint64_t offset;
    uint32_t size; /**< At least two erase units. */
    uint32_t next; /**< Offset of the next entry, found by log_open. */
    struct log_entry last;
};

enum {
    LOG_ENTRY_SIZE = 16,
};

/** Finds the newest entry (number 0 if there is none). Returns 0 or an error of the storage. */
HAL_NODISCARD int log_open(struct log *log);

/** Appends an entry with the next number. Returns 0 or an error of the storage. */
HAL_NODISCARD int log_append(struct log *log, uint32_t seconds, int32_t value);

#endif
