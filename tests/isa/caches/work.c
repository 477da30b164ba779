/* SPDX-License-Identifier: MIT */
#include <board.h>
#include <hal/dma.h>
#include <rt/test.h>
#include <string.h>

enum {
    SIZE = 4096,
    BEFORE = 0x55,
};

static uint8_t memory[SIZE] HAL_DMA_ALIGNED;
static const uint8_t constants[] = {1, 2, 3};

RT_TEST(memory_is_zero_where_it_was_to_be)
{
    memset(memory, BEFORE, SIZE);
    hal_dma_zero(memory + 3, 1000);
    for (size_t i = 0; i < SIZE; i++) {
        RT_REQUIRE_EQ(memory[i], i >= 3 && i < 1003 ? 0 : BEFORE);
    }
}

RT_TEST(memory_keeps_its_bytes_and_constants_may_be_given)
{
    memset(memory, BEFORE, SIZE);
    hal_dma_give(constants, sizeof(constants));
    hal_dma_give(memory, SIZE);
    hal_dma_take(memory, SIZE);
    for (size_t i = 0; i < SIZE; i++) {
        RT_REQUIRE_EQ(memory[i], BEFORE);
    }
}

RT_TEST(a_device_delivers)
{
    uint8_t bytes[2][16] = {{0}};
    const struct hal_entropy *source = &board_virtio_rng.entropy;
    RT_REQUIRE_EQ(hal_entropy_open(source), HAL_OK);
    RT_REQUIRE_EQ(hal_entropy_read(source, bytes[0], sizeof(bytes[0]), HAL_FOREVER), HAL_OK);
    RT_REQUIRE_EQ(hal_entropy_read(source, bytes[1], sizeof(bytes[1]), HAL_FOREVER), HAL_OK);
    RT_EXPECT_NE(memcmp(bytes[0], bytes[1], sizeof(bytes[0])), 0);
}

RT_TEST(a_disk_is_read_into_whole_blocks)
{
    const struct hal_block *disk = &board_virtio_blk.block;
    memset(memory, BEFORE, SIZE);
    RT_REQUIRE_EQ(hal_block_open(disk), HAL_OK);
    RT_EXPECT_EQ(hal_block_read(disk, 0, memory + 1, 512), HAL_ERR_INVALID);
    RT_REQUIRE_EQ(hal_block_read(disk, 0, memory + HAL_DMA_BLOCK, 512), HAL_OK);
    RT_EXPECT_EQ(memory[HAL_DMA_BLOCK - 1], BEFORE);
    RT_EXPECT_EQ(memory[HAL_DMA_BLOCK], 0);
}
