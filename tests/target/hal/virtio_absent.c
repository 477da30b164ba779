/* SPDX-License-Identifier: MIT */
/* The virt machine without virtio devices: its slots are empty. */
#include <board.h>
#include <rt/test.h>

RT_TEST(a_device_that_no_slot_has_is_absent)
{
    uint32_t word;
    RT_EXPECT_EQ(hal_entropy_open(&board_virtio_rng.entropy), HAL_ERR_ABSENT);
    RT_EXPECT_EQ(hal_entropy_read(&board_virtio_rng.entropy, &word, 4, 0), HAL_ERR_ABSENT);
    RT_EXPECT_EQ(hal_block_open(&board_virtio_blk.block), HAL_ERR_ABSENT);
    RT_EXPECT_EQ(hal_block_get_geometry(&board_virtio_blk.block)->size, 0);
}
