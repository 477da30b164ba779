/* SPDX-License-Identifier: MIT */
/*
 * Virtio devices of virt. CMakeLists.txt runs this with either version of their registers
 * (IS_LEGACY), and with disks of several block sizes (BLOCK).
 */
#include <board.h>
#include <contract.h>
#include <rt/test.h>
#include <string.h>

enum {
    SIZE = 16 * 1024 * 1024,
    LARGE = 160 * 1024, /* several requests */
};

RT_TEST(the_entropy_device_keeps_its_contract)
{
    RT_EXPECT_STR_EQ(contract_entropy(&board_virtio_rng.entropy, board_timer), NULL);
    RT_EXPECT_EQ(hal_virtio_is_legacy(&board_virtio_rng.device), IS_LEGACY);
}

RT_TEST(the_disk_keeps_the_block_contract)
{
    static uint8_t buffer[BLOCK];
    const struct hal_block *disk = &board_virtio_blk.block;
    RT_REQUIRE_STR_EQ(contract_block(disk, 64 * BLOCK, 8, buffer), NULL);
    RT_EXPECT_EQ(hal_block_get_geometry(disk)->size, SIZE);
    RT_EXPECT_EQ(hal_block_get_geometry(disk)->erase_unit, BLOCK);
    RT_EXPECT_EQ(hal_virtio_is_legacy(&board_virtio_blk.device), IS_LEGACY);
}

/* The device accepts odd addresses. */
RT_TEST(a_disk_is_read_and_written_in_many_requests)
{
    static uint8_t bytes[2][LARGE + 1];
    const struct hal_block *disk = &board_virtio_blk.block;
    RT_REQUIRE_EQ(hal_block_open(disk), HAL_OK);
    for (size_t i = 0; i < LARGE; i++) {
        bytes[0][1 + i] = (uint8_t)(i * 2654435761U >> 24);
    }
    RT_REQUIRE_EQ(hal_block_program(disk, SIZE - LARGE, bytes[0] + 1, LARGE), HAL_OK);
    RT_REQUIRE_EQ(hal_block_read(disk, SIZE - LARGE, bytes[1] + 1, LARGE), HAL_OK);
    RT_EXPECT_EQ(memcmp(bytes[0] + 1, bytes[1] + 1, LARGE), 0);
    RT_REQUIRE_EQ(hal_block_erase(disk, 0, SIZE), HAL_OK);
    RT_REQUIRE_EQ(hal_block_read(disk, SIZE - LARGE, bytes[1] + 1, LARGE), HAL_OK);
    memset(bytes[0], 0, sizeof(bytes[0]));
    RT_EXPECT_EQ(memcmp(bytes[0] + 1, bytes[1] + 1, LARGE), 0);
}
