/* SPDX-License-Identifier: MIT */
/* Writes 1 MiB to a storage and reads it back. backing_file.py then checks the file behind it. */
#include "storage.h"
#include <rt/test.h>

enum {
    OFFSET = 1024 * 1024,
    SIZE = 1024 * 1024,
    PIECE = 12 * 1024,
};

static uint8_t piece[PIECE];

/* The same as in backing_file.py. */
static uint8_t pattern(uint32_t position)
{
    return (uint8_t)((position * 2654435761U) >> 24);
}

static void write_and_read_back(const struct hal_block *block)
{
    RT_REQUIRE_EQ(hal_block_open(block), HAL_OK);
    RT_REQUIRE_EQ(hal_block_erase(block, OFFSET, SIZE), HAL_OK);
    for (uint32_t done = 0; done < SIZE; done += PIECE) {
        const uint32_t size = SIZE - done < PIECE ? SIZE - done : PIECE;
        for (uint32_t i = 0; i < size; i++) {
            piece[i] = pattern(done + i);
        }
        RT_REQUIRE_EQ(hal_block_program(block, OFFSET + done, piece, size), HAL_OK);
    }
    for (uint32_t done = 0; done < SIZE; done += PIECE) {
        const uint32_t size = SIZE - done < PIECE ? SIZE - done : PIECE;
        RT_REQUIRE_EQ(hal_block_read(block, OFFSET + done, piece, size), HAL_OK);
        for (uint32_t i = 0; i < size; i++) {
            RT_REQUIRE_EQ(piece[i], pattern(done + i));
        }
    }
}

RT_TEST(writes_1_mib_to_the_flash)
{
    write_and_read_back(storage_flash.block);
}

RT_TEST(writes_1_mib_to_the_card)
{
    if (storage_card.block == NULL) {
        RT_SKIP("no card on this board");
    }
    write_and_read_back(storage_card.block);
}
