/* SPDX-License-Identifier: MIT */
/*
 * Entries are four words in the core's byte order: number, seconds, value, and a check word. Erased
 * flash and half-written entries don't have a valid check word.
 */
#include "log.h"

#include <stdbool.h>
#include <string.h>

enum {
    CHUNK = 512, /* bytes searched per read */
};

static uint32_t get_word(const uint8_t *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof(word));
    return word;
}

static void put_word(uint8_t *at, uint32_t word)
{
    memcpy(at, &word, sizeof(word));
}

static uint32_t check_word(const uint8_t *entry)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (unsigned i = 0; i < LOG_ENTRY_SIZE - 4; i++) {
        hash = (hash ^ entry[i]) * 16777619U;
    }
    return hash;
}

static bool is_entry(const uint8_t *at)
{
    return get_word(at) != 0 && get_word(at + 12) == check_word(at);
}

static bool is_erased(const struct log *log, const uint8_t *at)
{
    const uint8_t erased = hal_block_get_geometry(log->block)->erased_value;
    for (unsigned i = 0; i < LOG_ENTRY_SIZE; i++) {
        if (at[i] != erased) {
            return false;
        }
    }
    return true;
}

static void look_through(struct log *log, const uint8_t *chunk, uint32_t offset)
{
    for (uint32_t i = 0; i < CHUNK; i += LOG_ENTRY_SIZE) {
        const uint8_t *at = chunk + i;
        if (is_entry(at) && get_word(at) > log->last.number) {
            log->last =
                (struct log_entry){get_word(at), get_word(at + 4), (int32_t)get_word(at + 8)};
            log->next = (offset + i + LOG_ENTRY_SIZE) % log->size;
        }
    }
}

int log_open(struct log *log)
{
    uint8_t chunk[CHUNK];
    int status = hal_block_open(log->block);
    log->last = (struct log_entry){0};
    log->next = 0;
    for (uint32_t offset = 0; offset < log->size && status == HAL_OK; offset += CHUNK) {
        status = hal_block_read(log->block, log->offset + offset, chunk, CHUNK);
        if (status == HAL_OK) {
            look_through(log, chunk, offset);
        }
    }
    return status;
}

/* Makes the next slot writable: erases at the start of a unit, and skips half-written entries. */
static int make_room(struct log *log)
{
    const uint32_t unit = hal_block_get_geometry(log->block)->erase_unit;
    uint8_t there[LOG_ENTRY_SIZE];
    for (;;) {
        if (log->next % unit == 0) {
            return hal_block_erase(log->block, log->offset + log->next, unit);
        }
        const int status =
            hal_block_read(log->block, log->offset + log->next, there, sizeof(there));
        if (status < 0 || is_erased(log, there)) {
            return status;
        }
        log->next = (log->next + LOG_ENTRY_SIZE) % log->size;
    }
}

int log_append(struct log *log, uint32_t seconds, int32_t value)
{
    uint8_t entry[LOG_ENTRY_SIZE];
    put_word(entry, log->last.number + 1);
    put_word(entry + 4, seconds);
    put_word(entry + 8, (uint32_t)value);
    put_word(entry + 12, check_word(entry));
    int status = make_room(log);
    if (status == HAL_OK) {
        status = hal_block_program(log->block, log->offset + log->next, entry, sizeof(entry));
    }
    if (status == HAL_OK) {
        log->last = (struct log_entry){log->last.number + 1, seconds, value};
        log->next = (log->next + LOG_ENTRY_SIZE) % log->size;
    }
    return status;
}
