/* SPDX-License-Identifier: MIT */
/* Sends a large block to the port by polling. */
#include "bench.h"

#include <board.h>
#include <string.h>

static char block[16384];

int main(void)
{
    int sent = 0;

    memset(block, '.', sizeof(block));
    block[sizeof(block) - 1] = '\n';
    const unsigned long count =
        BENCH_COUNT(sent = hal_uart_write(board_console, block, sizeof(block), HAL_FOREVER));
    if (sent != (int)sizeof(block)) {
        return 1;
    }
    bench_report("uart.send", count, sizeof(block));
    return 0;
}
