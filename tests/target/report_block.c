/* SPDX-License-Identifier: MIT */
/*
 * Firmware with REPORT block: a panic dumps to the flash, and what would be the next boot sends it.
 */
#include <rt/board.h>
#include <rt/dump.h>
#include <rt/exit.h>
#include <rt/panic.h>

#include <board.h>
#include <stdio.h>

enum {
    DUMP_SIZE = 0x40000,
};

static uint8_t buffer[512];

const struct rt_dump_block rt_dump_block = {
    .block = &board_flash1.block,
    .size = DUMP_SIZE,
    .buffer = buffer,
    .buffer_size = sizeof(buffer),
};

void rt_panic_end(void)
{
    printf("sent: %d\n", rt_dump_send());
    printf("erased: %d, sent: %d\n", rt_dump_erase(), rt_dump_send());
}

int main(void)
{
    if (hal_block_open(&board_flash1.block) != HAL_OK) {
        return 1;
    }
    printf("before: %d\n", rt_dump_send());
    *(volatile int *)0x40 = 1;
    return 0;
}
