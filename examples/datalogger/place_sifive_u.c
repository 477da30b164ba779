/* SPDX-License-Identifier: MIT */
/* HiFive Unleashed: the serial flash, and the time since the start. */
#include "place.h"

#include <board.h>
#include <rt/time.h>

const struct hal_block *const place_block = &board_flash.block;
const uint32_t place_size = 8 * 4096;

uint32_t place_seconds(void)
{
    return (uint32_t)(rt_uptime_ms() / 1000);
}
