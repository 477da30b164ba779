/* SPDX-License-Identifier: MIT */
/*
 * Virtio devices that fail: an entropy source whose host never answers, and one that the driver may
 * not use. Four disks: read-only, with errors, one that the driver may not use, and a good one.
 */
#include <board.h>
#include <contract.h>
#include <rt/test.h>

enum {
    BLOCK = 512,
};

static uint8_t bytes[BLOCK];

static struct virtio_blk_state state;

static struct virtio_blk disk_number(uint16_t number)
{
    struct virtio_blk disk = board_virtio_blk;
    disk.device.number = number;
    disk.device.state = &state.device;
    disk.state = &state;
    return disk;
}

RT_TEST(a_source_that_never_answers_times_out)
{
    const struct hal_entropy *source = &board_virtio_rng.entropy;
    RT_REQUIRE_EQ(hal_entropy_open(source), HAL_OK);
    RT_EXPECT_STR_EQ(contract_entropy_stuck(source, board_timer), NULL);
    RT_REQUIRE_EQ(hal_entropy_open(source), HAL_OK);
    RT_EXPECT_STR_EQ(contract_entropy_stuck(source, board_timer), NULL);
}

/* It is behind an IOMMU, which the driver does not know. */
RT_TEST(devices_that_need_another_feature_are_unsupported)
{
    struct virtio_rng source = board_virtio_rng;
    source.device.number = 1;
    RT_EXPECT_EQ(hal_entropy_open(&source.entropy), HAL_ERR_UNSUPPORTED);
    const struct virtio_blk disk = disk_number(2);
    RT_EXPECT_EQ(hal_block_open(&disk.block), HAL_ERR_UNSUPPORTED);
    RT_EXPECT_EQ(hal_block_read(&disk.block, 0, bytes, BLOCK), HAL_ERR_INVALID);
}

RT_TEST(a_read_only_disk_is_only_read)
{
    const struct virtio_blk disk = disk_number(0);
    RT_REQUIRE_EQ(hal_block_open(&disk.block), HAL_OK);
    RT_EXPECT_EQ(hal_block_read(&disk.block, 0, bytes, BLOCK), HAL_OK);
    RT_EXPECT_EQ(hal_block_program(&disk.block, 0, bytes, BLOCK), HAL_ERR_IO);
    RT_EXPECT_EQ(hal_block_erase(&disk.block, 0, BLOCK), HAL_ERR_IO);
}

RT_TEST(a_disk_with_errors_says_so_and_goes_on)
{
    const struct virtio_blk disk = disk_number(1);
    RT_REQUIRE_EQ(hal_block_open(&disk.block), HAL_OK);
    for (int i = 0; i < 2; i++) {
        RT_EXPECT_EQ(hal_block_read(&disk.block, 4 * BLOCK, bytes, BLOCK), HAL_ERR_IO);
        RT_EXPECT_EQ(hal_block_program(&disk.block, 4 * BLOCK, bytes, BLOCK), HAL_ERR_IO);
        RT_EXPECT_EQ(hal_block_read(&disk.block, 0, bytes, BLOCK), HAL_OK);
        RT_EXPECT_EQ(hal_block_program(&disk.block, 0, bytes, BLOCK), HAL_OK);
    }
}

RT_TEST(two_disks_have_contents_of_their_own)
{
    static struct virtio_blk_state other_state;
    const struct virtio_blk disk = disk_number(3);
    struct virtio_blk other = disk_number(1);
    other.device.state = &other_state.device;
    other.state = &other_state;
    RT_REQUIRE_EQ(hal_block_open(&disk.block), HAL_OK);
    RT_REQUIRE_EQ(hal_block_open(&other.block), HAL_OK);
    bytes[0] = 1;
    RT_EXPECT_EQ(hal_block_program(&disk.block, 0, bytes, BLOCK), HAL_OK);
    bytes[0] = 2;
    RT_EXPECT_EQ(hal_block_program(&other.block, 0, bytes, BLOCK), HAL_OK);
    RT_EXPECT_EQ(hal_block_read(&disk.block, 0, bytes, BLOCK), HAL_OK);
    RT_EXPECT_EQ(bytes[0], 1);
    const struct virtio_blk none = disk_number(4);
    RT_EXPECT_EQ(hal_block_open(&none.block), HAL_ERR_ABSENT);
}
