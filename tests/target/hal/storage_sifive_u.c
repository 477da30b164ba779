/* SPDX-License-Identifier: MIT */
#include "storage.h"
#include <board.h>

const struct storage storage_flash = {"flash", &board_flash.block};
const struct storage storage_card = {"card", &board_sd.block};
