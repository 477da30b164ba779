/* SPDX-License-Identifier: MIT */
/* Device accesses for each byte sent. The driver is compiled with counting/hal/mmio_access.h. */
#include "bench.h"

#include <board.h>
#include <hal/mmio_access.h>
#include <string.h>

static char block[16384];
unsigned long bench_accesses;

int main(void)
{
    memset(block, '.', sizeof(block));
    block[sizeof(block) - 1] = '\n';
    bench_accesses = 0;
    if (hal_uart_write(board_console, block, sizeof(block), HAL_FOREVER) != (int)sizeof(block)) {
        return 1;
    }
    bench_report("uart.send.accesses", bench_accesses, sizeof(block));
    return 0;
}
