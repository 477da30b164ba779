/* SPDX-License-Identifier: MIT */
#include "port.h"

static int error_of(int status)
{
    if (status >= 0) {
        return LFS_ERR_OK;
    }
    return status == HAL_ERR_CORRUPT ? LFS_ERR_CORRUPT : LFS_ERR_IO;
}

static uint64_t place_of(const struct lfs_config *config, lfs_block_t block, lfs_off_t offset)
{
    return (uint64_t)block * config->block_size + offset;
}

static int read_block(const struct lfs_config *config, lfs_block_t block, lfs_off_t offset,
                      void *data, lfs_size_t size)
{
    return error_of(hal_block_read(config->context, place_of(config, block, offset), data, size));
}

static int program_block(const struct lfs_config *config, lfs_block_t block, lfs_off_t offset,
                         const void *data, lfs_size_t size)
{
    return error_of(
        hal_block_program(config->context, place_of(config, block, offset), data, size));
}

static int erase_block(const struct lfs_config *config, lfs_block_t block)
{
    return error_of(
        hal_block_erase(config->context, place_of(config, block, 0), config->block_size));
}

/* Each call of hal_block returns when the content is on the medium. */
static int sync_nothing(const struct lfs_config *config)
{
    (void)config;
    return LFS_ERR_OK;
}

int port_open(struct lfs_config *config, const struct hal_block *block)
{
    const int status = hal_block_open(block);
    if (status < 0) {
        return status;
    }
    const struct hal_block_geometry *geometry = hal_block_get_geometry(block);
    *config = (struct lfs_config){
        .context = (void *)(uintptr_t)block,
        .read = read_block,
        .prog = program_block,
        .erase = erase_block,
        .sync = sync_nothing,
        .read_size = geometry->read_unit,
        .prog_size = geometry->program_unit,
        .block_size = geometry->erase_unit,
        .block_count = (lfs_size_t)(geometry->size / geometry->erase_unit),
        .block_cycles = 500,
        .cache_size = geometry->program_unit > 64 ? geometry->program_unit : 64,
        .lookahead_size = 16,
    };
    return HAL_OK;
}

int port_mount(lfs_t *lfs, const struct lfs_config *config)
{
    int error = lfs_mount(lfs, config);
    if (error == LFS_ERR_CORRUPT) {
        error = lfs_format(lfs, config);
        if (error == LFS_ERR_OK) {
            error = lfs_mount(lfs, config);
        }
    }
    return error;
}
