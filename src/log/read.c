/* SPDX-License-Identifier: MIT */
/*
 * Reads a ring that is written concurrently, by an interrupted program or another hart. Also
 * compiled into host tools.
 */
#include "ring.h"

#include <rt/detail/log_header.h>

/* Orders the reads before it before those after it. */
static void fence(void)
{
    __atomic_thread_fence(__ATOMIC_ACQUIRE);
}

static uint32_t capacity(const struct rti_log_ring *ring)
{
    return ring->block_words - RTI_LOG_BLOCK_HEADER_WORDS;
}

/* The words of the record at @p offset with its header; 0 if none is there. Memory may be damaged.
 */
static uint32_t record_words(const struct rti_log_ring *ring,
                             const volatile struct rti_log_block *block, uint32_t offset)
{
    const uint32_t header = offset < capacity(ring) ? block->words[offset] : 0;
    const uint32_t words = 1 + (header >> RTI_LOG_WORDS_SHIFT);

    return header != 0 && words <= RTI_LOG_RECORD_WORDS && words <= capacity(ring) - offset ? words
                                                                                            : 0;
}

/* Kept short, because rti_log_begin_block calls it with interrupts off. A damaged length ends the
 * count. */
uint32_t rti_log_count(const struct rti_log_ring *ring, const struct rti_log_block *block)
{
    const uint32_t *word = block->words;
    const uint32_t *const end = word + capacity(ring);
    uint32_t count = 0;

    while (word < end && *word != 0) {
        word += 1 + (*word >> RTI_LOG_WORDS_SHIFT);
        count++;
    }
    return count;
}

static bool is_of(const struct rti_log_reader *reader, const volatile struct rti_log_block *block)
{
    return rti_log_block_is_valid(block, reader->build) && block->run == reader->run;
}

const struct rti_log_block *rti_log_newest(const struct rti_log_ring *ring, uint32_t build,
                                           uint32_t except)
{
    const struct rti_log_block *newest = NULL;

    for (uint32_t i = 0; i < RTI_LOG_BLOCKS; i++) {
        const struct rti_log_block *const block = rti_log_block_at(ring, i);

        if (rti_log_block_is_valid(block, build) && block->run != except &&
            (newest == NULL || block->sequence > newest->sequence)) {
            newest = block;
        }
    }
    return newest;
}

/* Goes to the oldest block of the run after the reader's; false if there is none. */
static bool next_block(struct rti_log_reader *reader)
{
    uint32_t sequence = 0;

    for (uint32_t i = 0; i < RTI_LOG_BLOCKS; i++) {
        const volatile struct rti_log_block *const block = rti_log_block_at(&reader->ring, i);
        const uint32_t its = block->sequence;

        if (is_of(reader, block) && its > reader->sequence && (sequence == 0 || its < sequence)) {
            sequence = its;
        }
    }
    if (sequence == 0) {
        return false;
    }
    reader->sequence = sequence;
    reader->offset = 0;
    reader->number = rti_log_block_at(&reader->ring, sequence)->first;
    return true;
}

/* Whether the ring has block @p sequence of the reader's run, not yet overwritten. */
static bool has_block(const struct rti_log_reader *reader, uint32_t sequence)
{
    const volatile struct rti_log_block *const block = rti_log_block_at(&reader->ring, sequence);

    return is_of(reader, block) && block->sequence == sequence;
}

/* Copies the record at the reader's place, if one is there. Returns its words, or 0. */
static uint32_t copy(const struct rti_log_reader *reader, uint32_t *record)
{
    const volatile struct rti_log_block *const block =
        rti_log_block_at(&reader->ring, reader->sequence);
    const uint32_t words = record_words(&reader->ring, block, reader->offset);

    fence();
    for (uint32_t i = 0; i < words; i++) {
        record[i] = block->words[reader->offset + i];
    }
    fence();
    return words;
}

unsigned rti_log_read(struct rti_log_reader *reader, uint32_t *record)
{
    bool is_last = false;

    for (;;) {
        if ((reader->sequence == 0 || !has_block(reader, reader->sequence)) &&
            !next_block(reader)) {
            return 0;
        }
        fence();
        const uint32_t words = copy(reader, record);
        if (!has_block(reader, reader->sequence)) {
            is_last = false;
            continue;
        }
        if (words != 0) {
            reader->offset += words;
            reader->number++;
            return words;
        }
        /* Before the next block begins, a record may still be appended to this one. So look once
         * more if there is a next one. */
        if (is_last) {
            is_last = false;
            if (!next_block(reader)) {
                return 0;
            }
        } else if (has_block(reader, reader->sequence + 1)) {
            is_last = true;
        } else {
            return 0;
        }
    }
}
