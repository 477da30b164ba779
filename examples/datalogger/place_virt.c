/* SPDX-License-Identifier: MIT */
/* virt: the second flash bank and the real-time clock. */
#include "place.h"

#include <board.h>

const struct hal_block *const place_block = &board_flash1.block;
const uint32_t place_size = 2 * 256 * 1024;

uint32_t place_seconds(void)
{
    return (uint32_t)(hal_rtc_get_ns(&board_rtc.rtc) / 1000000000);
}
