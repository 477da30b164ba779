/* SPDX-License-Identifier: MIT */
#include "storage.h"
#include <board.h>

const struct storage storage_flash = {"flash", &board_flash1.block};
const struct storage storage_card = {"disk", &board_virtio_blk.block};
