/* SPDX-License-Identifier: MIT */
/*
 * littlefs on any hal_block.
 */
#ifndef PORT_H
#define PORT_H

#include <hal/block.h>
#include <lfs.h>

/**
 * Opens @p block and fills in @p config for it. The medium's units become littlefs's: a block is an
 * erase unit. The buffers come from malloc.
 *
 * @return 0 or an error of hal_block_open.
 */
int port_open(struct lfs_config *config, const struct hal_block *block);

/** Mounts the file system, and formats the medium first if it has none. Returns an LFS_ERR_. */
int port_mount(lfs_t *lfs, const struct lfs_config *config);

#endif
