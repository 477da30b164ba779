/* SPDX-License-Identifier: MIT */
/*
 * A ring, word by word: records that fill a block to its last word, damage, and a reader that is
 * too slow. LOG_RING is 1024, so a block has space for 56 words.
 */
#include "log/log.h"

#include <rt/test.h>

#include <string.h>

enum {
    BLOCK_WORDS = 56,
    SITE = 8,
};

static struct rti_log_reader reader_of_this_run(void)
{
    const struct rti_log_ring ring = rti_log_ring(0);

    return (struct rti_log_reader){
        .ring = ring,
        .build = rti_log_build(),
        .run = rti_log_block_at(&ring, rti_log_places[0].sequence)->run,
    };
}

/* A record whose words all have its number. */
static void store(unsigned words, uint32_t number)
{
    uint32_t record[RTI_LOG_RECORD_WORDS];

    record[0] = (words - 1) << RTI_LOG_WORDS_SHIFT | SITE;
    for (unsigned i = 1; i < words; i++) {
        record[i] = number;
    }
    rti_log_store(record, words);
}

/* Reads a record; returns its number, or 0 if there is none. */
static uint32_t next(struct rti_log_reader *reader, unsigned words)
{
    uint32_t record[RTI_LOG_RECORD_WORDS];
    const unsigned count = rti_log_read(reader, record);

    if (count == 0) {
        return 0;
    }
    RT_EXPECT_EQ(count, words);
    for (unsigned i = 1; i < count; i++) {
        RT_EXPECT_EQ(record[i], record[1]);
    }
    return record[1];
}

static void fill_and_read(unsigned words)
{
    const unsigned in_block = BLOCK_WORDS / words;
    uint32_t stored = 0;

    store(words, ++stored);
    struct rti_log_reader reader = reader_of_this_run();
    for (uint32_t expected = 1; expected < 40; expected++) {
        store(words, ++stored);
        RT_EXPECT_EQ(next(&reader, words), expected);
        RT_EXPECT_EQ(reader.number, expected);
        RT_EXPECT_EQ(reader.sequence, (expected - 1) / in_block + 1);
    }
    RT_EXPECT_EQ(next(&reader, words), stored);
    RT_EXPECT_EQ(next(&reader, words), 0);
    RT_EXPECT_EQ(next(&reader, words), 0);
}

RT_TEST(records_fill_a_block_to_its_end)
{
    fill_and_read(7);
}

RT_TEST(records_that_do_not_fit_begin_the_next_block)
{
    fill_and_read(9);
}

RT_TEST(the_longest_records_have_a_block_each)
{
    fill_and_read(RTI_LOG_RECORD_WORDS);
}

RT_TEST(a_slow_reader_knows_what_it_has_missed)
{
    for (uint32_t number = 1; number <= 100; number++) {
        store(8, number);
    }
    struct rti_log_reader reader = reader_of_this_run();
    /* 7 in each block, of which 4 are left; the last has 2. */
    RT_EXPECT_EQ(next(&reader, 8), 100 - 2 - 3 * 7 + 1);
    RT_EXPECT_EQ(reader.number, 100 - 2 - 3 * 7 + 1);
    for (uint32_t number = 1; number <= 100; number++) {
        store(8, 1000 + number);
    }
    const uint32_t found = next(&reader, 8);
    RT_EXPECT_EQ(found, 1000 + reader.number - 100);
    unsigned left = 1;
    while (next(&reader, 8) != 0) {
        left++;
    }
    RT_EXPECT_EQ(reader.number, 200);
    RT_EXPECT_EQ(found - 1000 + left - 1, 100);
}

RT_TEST(damage_ends_a_block_and_no_more)
{
    for (uint32_t number = 1; number <= 14; number++) {
        store(8, number);
    }
    struct rti_log_reader reader = reader_of_this_run();
    struct rti_log_block *const block = rti_log_block_at(&reader.ring, 1);
    /* The length of the third record, beyond the block and beyond a record. */
    block->words[2 * 8] = 0xff000000U | SITE;
    RT_EXPECT_EQ(next(&reader, 8), 1);
    RT_EXPECT_EQ(next(&reader, 8), 2);
    RT_EXPECT_EQ(next(&reader, 8), 8);
    /* A length that fits the block, but no record. */
    reader = reader_of_this_run();
    block->words[0] = (uint32_t)RTI_LOG_RECORD_WORDS << RTI_LOG_WORDS_SHIFT | SITE;
    RT_EXPECT_EQ(next(&reader, 8), 8);
    /* A block whose header is damaged is none. */
    block[0].first++;
    reader = reader_of_this_run();
    RT_EXPECT_EQ(next(&reader, 8), 8);
}

RT_TEST(a_damaged_place_begins_a_block)
{
    store(8, 1);
    const uint32_t sequence = rti_log_places[0].sequence;
    memset(rti_log_block_at(
               &(const struct rti_log_ring){rti_log_layout.memory, rti_log_layout.block_words},
               sequence),
           0xa5, 16);
    for (uint32_t number = 2; number <= 9; number++) {
        store(8, number);
    }
    RT_EXPECT_EQ(rti_log_places[0].sequence, sequence + 1);
}
