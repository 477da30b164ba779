/* SPDX-License-Identifier: MIT */
#include "terminal.h"
#include <board.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>

static uint8_t rx_bytes[TERMINAL_RING];
static uint8_t tx_bytes[TERMINAL_RING];
static struct hal_ring rx = HAL_RING(rx_bytes);
static struct hal_ring tx = HAL_RING(tx_bytes);
static struct hal_uart_ring_state terminal_state;
const struct hal_uart_ring terminal = {
    .uart = {&hal_uart_ring_ops},
    .port = &board_uart0.uart,
    .timer = &TERMINAL_TIMER,
    .rx = &rx,
    .tx = &tx,
    .state = &terminal_state,
};

static void serve_port(void *context)
{
    (void)context;
    hal_uart_ring_irq(&terminal);
}

bool terminal_begin(void)
{
    rt_irq_begin();
    if (hal_uart_configure(&terminal.uart, BOARD_CONSOLE_BAUD) < 0 ||
        rt_irq_attach(BOARD_UART0_IRQ, 1, serve_port, NULL) != 1 ||
        rt_irq_attach(PORT_TX_IRQ, 1, serve_port, NULL) != 1) {
        return false;
    }
    rt_interrupts_on();
    return true;
}
