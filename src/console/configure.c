/* SPDX-License-Identifier: MIT */
/*
 * For boards without a board_configure_console. The library follows the board's on the link line,
 * so that the linker finds the board's function first.
 */
#include <rt/board.h>

void board_configure_console(void)
{
    hal_ignore(hal_uart_configure(board_console, BOARD_CONSOLE_BAUD));
}
