/* SPDX-License-Identifier: MIT */
/*
 * Input from the board's serial port. A file of its own, so that firmware that only writes doesn't
 * link the driver's reading (hal/link.h).
 */
#include <rt/board.h>
#include <rt/console.h>

int rt_console_read(void)
{
    unsigned char byte;

    return hal_uart_read(board_console, &byte, 1, HAL_FOREVER) == 1 ? byte : -1;
}
