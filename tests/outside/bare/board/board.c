/* SPDX-License-Identifier: MIT */
#include "board.h"

#include <clint.h>
#include <sifive_uart.h>

static struct sifive_uart_state state;

static const struct clint clint = {
    .timer = {&clint_timer_ops, BOARD_TIMEBASE_HZ},
    .base = BOARD_CLINT_BASE,
};

static const struct sifive_uart port = {
    .uart = {&sifive_uart_ops},
    .base = BOARD_UART0_BASE,
    .clock_hz = 16000000,
    .timer = &clint.timer,
    .state = &state,
};

const struct hal_uart *const board_console = &port.uart;
const struct hal_timer *const board_timer = &clint.timer;
const unsigned long board_boot_hart = 0;
const char board_name[] = RIVET_BOARD_NAME;

void board_init(void)
{
    clint_init(&clint);
}

void board_set_software_irq(unsigned long hart_id, bool pending)
{
    clint_set_software_irq(&clint, (uint32_t)hart_id, pending);
}

void board_exit(int status)
{
    (void)status;
}
