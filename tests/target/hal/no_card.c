/* SPDX-License-Identifier: MIT */
/* A card slot without a card. */
#include <board.h>
#include <rt/test.h>

RT_TEST(an_empty_slot_is_absent)
{
    uint8_t bytes[512];
    RT_EXPECT_EQ(hal_block_open(&board_sd.block), HAL_ERR_ABSENT);
    RT_EXPECT_EQ(hal_block_read(&board_sd.block, 0, bytes, sizeof(bytes)), HAL_ERR_INVALID);
}
