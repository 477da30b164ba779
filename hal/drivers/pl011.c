/* SPDX-License-Identifier: MIT */
/*
 * PL011. If the transmit FIFO is empty, the driver fills it without a check before each byte. If it
 * is not, it fills what is left: only a FIFO that was more than half full asks for more.
 *
 * A handler may write too. So the check is in one critical section with filling the FIFO.
 */
#include <hal/critical.h>
#include <hal/uart_loops.h>
#include <pl011_internal.h>

/* Weak: firmware that doesn't call them by <hal/uart.h> need not link them. See <hal/link.h>. */
#pragma weak pl011_configure
#pragma weak pl011_read
#pragma weak pl011_get_errors
#pragma weak pl011_enable_irqs

/* How many bytes may be written without a look in between. */
static ptrdiff_t room(const struct pl011 *dev)
{
    const uint32_t flags = reg_read(&pl011_regs_of(dev)->fr);
    const ptrdiff_t one = (flags & PL011_FR_TX_FULL) == 0 ? 1 : 0;
    return (flags & PL011_FR_TX_EMPTY) != 0 ? PL011_FIFO_SIZE : one;
}

static const uint8_t *send_burst(const struct hal_uart *uart, const uint8_t *from,
                                 const uint8_t *end)
{
    const struct pl011 *const dev = pl011_device(uart);
    const unsigned long state = hal_critical_enter();
    const ptrdiff_t most = room(dev);
    const uint8_t *const burst_end = end - from > most ? from + most : end;
    while (from != burst_end) {
        reg_write(&pl011_regs_of(dev)->dr, *from++);
    }
    hal_critical_exit(state);
    return from;
}

int pl011_write(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us)
{
    return hal_uart_write_by(send_burst, pl011_device(uart)->timer, uart, data, size, timeout_us);
}

int pl011_flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    const struct pl011 *const dev = pl011_device(uart);
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    while (pl011_has(dev, PL011_FR_BUSY)) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return HAL_OK;
}

const struct hal_uart_ops pl011_ops = {
    .configure = pl011_configure,
    .write = pl011_write,
    .read = pl011_read,
    .flush = pl011_flush,
    .get_errors = pl011_get_errors,
    .enable_irqs = pl011_enable_irqs,
};
