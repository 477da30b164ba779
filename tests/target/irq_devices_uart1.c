/* SPDX-License-Identifier: MIT */
/* Two ports, which request characters to send. */
#include "irq_devices.h"

#include <board.h>
#include <rt/panic.h>

/* A port that is not set up does not interrupt. */
__attribute__((constructor)) static void set_up_second_port(void)
{
    const int status = hal_uart_configure(&board_uart1.uart, BOARD_CONSOLE_BAUD);

    if (status < 0) {
        rt_panic("the second port could not be set up: error %d", status);
    }
}

static void ask(const struct hal_uart *port, unsigned events)
{
    hal_uart_enable_irqs(port, events);
}

static void raise_0(void)
{
    ask(&board_uart0.uart, 0);
    ask(&board_uart0.uart, HAL_UART_IRQ_TX);
}

static void lower_0(void)
{
    ask(&board_uart0.uart, 0);
}

static void raise_1(void)
{
    ask(&board_uart1.uart, 0);
    ask(&board_uart1.uart, HAL_UART_IRQ_TX);
}

static void lower_1(void)
{
    ask(&board_uart1.uart, 0);
}

const struct irq_device irq_devices[2] = {
    {BOARD_UART0_IRQ, raise_0, lower_0},
    {BOARD_UART1_IRQ, raise_1, lower_1},
};
