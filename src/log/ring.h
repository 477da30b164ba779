/* SPDX-License-Identifier: MIT */
/*
 * The ring of a hart's log records, shared by its writer and its readers. Also compiled into host
 * tools.
 *
 * A ring has RTI_LOG_BLOCKS blocks of equal size in memory that survives a reset. A block is a
 * header and records, one after the other; zeros follow the last one. A record never crosses a
 * block's end. Blocks are numbered, and block number n is in place n % RTI_LOG_BLOCKS, so that a
 * new block overwrites the oldest.
 *
 * The writer knows nothing of readers. A reader takes a record, and then looks whether the block is
 * still the same. If not, the next block's header says how many records it has missed.
 */
#ifndef LOG_RING_H
#define LOG_RING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RTI_LOG_BLOCKS = 4,
    /* Header, time and 8 arguments of 64 bits: what fits if head is below limit. */
    RTI_LOG_FAST_WORDS = 1 + 2 + 2 * 8,
    /* RT_LOG_RECORD_MAX in words: no record is longer. */
    RTI_LOG_RECORD_WORDS = 48,
};

struct rti_log_block {
    uint32_t check;    /* of the members below; another value while the block is changed */
    uint32_t sequence; /* the block's number, from 1 */
    uint32_t first;    /* the number of its first record in this run, from 0 */
    uint32_t run;      /* counts the resets */
    uint32_t build;    /* the first bytes of the build id: sites are of this build */
    uint32_t reserved[3];
    uint32_t words[];
};

enum {
    RTI_LOG_BLOCK_HEADER_WORDS = sizeof(struct rti_log_block) / sizeof(uint32_t)
};

static inline uint32_t rti_log_block_check(const struct rti_log_block *block)
{
    return (block->sequence * 31 + block->first) * 31 + block->run * 7 + block->build + 0x52564c47;
}

/** A ring's memory. */
struct rti_log_ring {
    uint32_t *memory;
    uint32_t block_words; /* of each block, its header included */
};

static inline struct rti_log_block *rti_log_block_at(const struct rti_log_ring *ring,
                                                     uint32_t sequence)
{
    return (struct rti_log_block *)(ring->memory + sequence % RTI_LOG_BLOCKS * ring->block_words);
}

/** Whether a block is whole and of this build. */
static inline bool rti_log_block_is_valid(const volatile struct rti_log_block *block,
                                          uint32_t build)
{
    const struct rti_log_block copy = {.sequence = block->sequence,
                                       .first = block->first,
                                       .run = block->run,
                                       .build = block->build};

    return copy.build == build && block->check == rti_log_block_check(&copy);
}

/** Reads the records of one run, the oldest first. */
struct rti_log_reader {
    struct rti_log_ring ring;
    uint32_t build;
    uint32_t run;
    uint32_t sequence; /* of the block; 0 before the first */
    uint32_t offset;   /* of the next record in it, in words */
    uint32_t number;   /* of the next record */
};

/**
 * Copies the next record, up to RTI_LOG_RECORD_WORDS. Returns its words, or 0 if there is none.
 * If records were overwritten, the reader's number has increased by more than one.
 */
unsigned rti_log_read(struct rti_log_reader *reader, uint32_t *record);

/** The newest block of the newest run other than @p except, or NULL. */
const struct rti_log_block *rti_log_newest(const struct rti_log_ring *ring, uint32_t build,
                                           uint32_t except);

/** The number of records in a block. */
uint32_t rti_log_count(const struct rti_log_ring *ring, const struct rti_log_block *block);

#endif
