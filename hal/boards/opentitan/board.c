/* SPDX-License-Identifier: MIT */
/* The devices of OpenTitan and their connection to the runtime. */
#include "board.h"

const char board_name[] = RIVET_BOARD_NAME;

static struct opentitan_uart_state uart0_state;

const struct opentitan_timer board_rv_timer = {
    .timer = {&opentitan_timer_ops, BOARD_TIMEBASE_HZ},
    .base = BOARD_TIMER_BASE,
    .last_hi = BOARD_TIMER_LAST_HI,
};
const struct hal_timer *const board_timer = &board_rv_timer.timer;
const volatile uint32_t *const board_time_count =
    (const volatile uint32_t *)(BOARD_TIMER_BASE + OPENTITAN_TIMER_COUNT);

const struct opentitan_uart board_uart0 = {
    .uart = {&opentitan_uart_ops},
    .base = BOARD_UART0_BASE,
    .clock_hz = BOARD_UART0_CLOCK_HZ,
    .timer = &board_rv_timer.timer,
    .state = &uart0_state,
};
const struct hal_uart *const board_console = &board_uart0.uart;

/* QEMU before 8.0 lacks the register of source 0: board.cmake. */
#ifndef BOARD_PLIC_FIRST_PRIORITY
#define BOARD_PLIC_FIRST_PRIORITY 0
#endif
PLIC_DEFINE_AT(board_plic, BOARD_PLIC_BASE, BOARD_PLIC_BASE - 4 * BOARD_PLIC_FIRST_PRIORITY, 0,
               BOARD_PLIC_SOURCES);
const struct hal_irq *const board_irq = &board_plic.irq;
const unsigned long board_boot_hart = 0;

/* Out of line: board_init and a panic share it. */
__attribute__((noinline)) void board_configure_console(void)
{
    OPENTITAN_UART_CHECK_RATE(BOARD_UART0_CLOCK_HZ, BOARD_CONSOLE_BAUD);
    (void)opentitan_uart_program(&board_uart0,
                                 OPENTITAN_UART_STEP(BOARD_UART0_CLOCK_HZ, BOARD_CONSOLE_BAUD));
}

void board_init(void)
{
    OPENTITAN_TIMER_CHECK_RATE(BOARD_TIMER_CLOCK_HZ, BOARD_TIMEBASE_HZ);
    opentitan_timer_init(&board_rv_timer,
                         OPENTITAN_TIMER_DIVISOR(BOARD_TIMER_CLOCK_HZ, BOARD_TIMEBASE_HZ));
    board_configure_console();
}

/* The machine can't power itself off. */
void board_exit(int status)
{
    (void)status;
}
