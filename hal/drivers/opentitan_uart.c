/* SPDX-License-Identifier: MIT */
/*
 * OpenTitan UART. If the transmit FIFO is empty, the driver fills it without a check before each
 * byte.
 *
 * A handler may write too. So the check that the FIFO is empty is in one critical section with
 * filling it. The latched event is cleared there last, since the first byte may leave the FIFO and
 * latch it while the next ones come; and set again if all of them have left it by then.
 */
#include <hal/critical.h>
#include <hal/uart_loops.h>
#include <opentitan_uart_internal.h>

/* Weak: firmware that doesn't call them by <hal/uart.h> need not link them. See <hal/link.h>. */
#pragma weak opentitan_uart_configure
#pragma weak opentitan_uart_read
#pragma weak opentitan_uart_get_errors
#pragma weak opentitan_uart_enable_irqs

enum {
    TX_FIFO_SIZE = 16, /* QEMU's model; 32 in the chip */
};

/* Sends what fits if the FIFO is empty. */
static const uint8_t *send_burst(const struct hal_uart *uart, const uint8_t *from,
                                 const uint8_t *end)
{
    const struct opentitan_uart *const dev = opentitan_uart_device(uart);
    struct opentitan_uart_regs *const r = opentitan_uart_regs_of(dev);
    const unsigned long state = hal_critical_enter();
    if (opentitan_uart_status_has(dev, OPENTITAN_UART_STATUS_TX_EMPTY)) {
        const uint8_t *const burst_end = end - from > TX_FIFO_SIZE ? from + TX_FIFO_SIZE : end;
        while (from != burst_end) {
            reg_write(&r->wdata, *from++);
        }
        reg_write(&r->intr_state, OPENTITAN_UART_TX_EMPTY);
        if (opentitan_uart_status_has(dev, OPENTITAN_UART_STATUS_TX_EMPTY)) {
            reg_write(&r->intr_test, OPENTITAN_UART_TX_EMPTY);
        }
    }
    hal_critical_exit(state);
    return from;
}

int opentitan_uart_write(const struct hal_uart *uart, const void *data, size_t size,
                         uint32_t timeout_us)
{
    return hal_uart_write_by(send_burst, opentitan_uart_device(uart)->timer, uart, data, size,
                             timeout_us);
}

int opentitan_uart_flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    const struct opentitan_uart *const dev = opentitan_uart_device(uart);
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    while (!opentitan_uart_status_has(dev, OPENTITAN_UART_STATUS_TX_EMPTY |
                                               OPENTITAN_UART_STATUS_TX_IDLE)) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return HAL_OK;
}

const struct hal_uart_ops opentitan_uart_ops = {
    .configure = opentitan_uart_configure,
    .write = opentitan_uart_write,
    .read = opentitan_uart_read,
    .flush = opentitan_uart_flush,
    .get_errors = opentitan_uart_get_errors,
    .enable_irqs = opentitan_uart_enable_irqs,
};
