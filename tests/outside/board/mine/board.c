/* SPDX-License-Identifier: MIT */
/* The minimum that a board must define: a console, a timer, a name and an exit. */
#include "board.h"

#include <ns16550.h>
#include <sifive_test.h>

static struct ns16550_state state;

const struct clint mine_clint = {
    .timer = {&clint_timer_ops, 10000000},
    .base = 0x2000000,
};

static const struct ns16550 port = {
    .uart = {&ns16550_uart_ops},
    .base = 0x10000000,
    .clock_hz = 3686400,
    .timer = &mine_clint.timer,
    .state = &state,
};

static const struct sifive_test finisher = {0x100000};

const struct hal_uart *const board_console = &port.uart;
const struct hal_timer *const board_timer = &mine_clint.timer;
const char board_name[] = RIVET_BOARD_NAME;

void board_init(void)
{
    clint_init(&mine_clint);
    hal_ignore(hal_uart_configure(board_console, BOARD_CONSOLE_BAUD));
}

void board_exit(int status)
{
    sifive_test_exit(&finisher, status);
}
