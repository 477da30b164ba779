/* SPDX-License-Identifier: MIT */
/*
 * SiFive UART: reading and interrupts. Firmware that only writes doesn't link this file.
 */
#include <hal/uart_loops.h>
#include <sifive_uart_internal.h>

/* The bit of an empty FIFO is the sign. */
static int take(const struct hal_uart *uart)
{
    return (int)reg_read(&sifive_uart_regs_of(sifive_uart_device(uart))->rxdata);
}

int sifive_uart_read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    return hal_uart_read_by(take, sifive_uart_device(uart)->timer, uart, data, size, timeout_us);
}

void sifive_uart_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    (void)uart;
    *errors = (struct hal_uart_errors){0};
}

void sifive_uart_enable_irqs(const struct hal_uart *uart, unsigned events)
{
    const uint32_t rx = (events & HAL_UART_IRQ_RX) != 0 ? SIFIVE_UART_IRQ_RX : 0;
    const uint32_t tx = (events & HAL_UART_IRQ_TX) != 0 ? SIFIVE_UART_IRQ_TX : 0;
    reg_write(&sifive_uart_regs_of(sifive_uart_device(uart))->ie, rx | tx);
}
