/* SPDX-License-Identifier: MIT */
/*
 * NS16550A. Fills the transmit FIFO 16 bytes at a time once the line status reports it empty.
 * Reading the line status reports receive errors and clears them, so every read of it must count
 * them.
 *
 * A handler may write too, so checking that the FIFO is empty and filling it is one critical
 * section.
 */
#include <hal/critical.h>
#include <limits.h>
#include <ns16550_internal.h>
#include <stdbool.h>

/* Weak: firmware that doesn't call them by <hal/uart.h> need not link them. See <hal/link.h>. */
#pragma weak ns16550_configure
#pragma weak ns16550_read
#pragma weak ns16550_get_errors
#pragma weak ns16550_enable_irqs

__attribute__((weak)) void ns16550_count_errors(const struct ns16550 *dev, unsigned lsr)
{
    (void)dev;
    (void)lsr;
}

__attribute__((noinline, cold)) unsigned ns16550_line_status(const struct ns16550 *dev)
{
    const unsigned lsr = ns16550_get(dev, NS16550_LSR);

    ns16550_count_errors(dev, lsr);
    return lsr;
}

/* Four at a time, so that a byte takes little more than a load and a store. */
static inline const uint8_t *fill_fifo(reg_wo8 *thr, const uint8_t *from)
{
    for (const uint8_t *end = from + NS16550_FIFO_SIZE; from != end; from += 4) {
        reg_write(thr, from[0]);
        reg_write(thr, from[1]);
        reg_write(thr, from[2]);
        reg_write(thr, from[3]);
    }
    return from;
}

/* Sends one or more characters. */
static inline const uint8_t *send_rest(reg_wo8 *thr, const uint8_t *from, const uint8_t *end)
{
    do {
        reg_write(thr, *from++);
    } while (from != end);
    return from;
}

/* Sends what fits if the FIFO is empty. Checks that anew because a handler may have filled it. */
static const uint8_t *send_burst(const struct ns16550 *dev, const uint8_t *from, const uint8_t *end)
{
    const unsigned long state = hal_critical_enter();
    if ((ns16550_line_status(dev) & NS16550_LSR_THR_EMPTY) != 0) {
        reg_wo8 *thr = (reg_wo8 *)ns16550_reg_address(dev, NS16550_THR);
        from =
            send_rest(thr, from, end - from > NS16550_FIFO_SIZE ? from + NS16550_FIFO_SIZE : end);
    }
    hal_critical_exit(state);
    return from;
}

/*
 * Continues a write that has to wait or to count errors. @p lsr has just been read. The characters
 * before @p from have been sent.
 */
static __attribute__((noinline, cold)) int write_on(const struct ns16550 *dev, const uint8_t *data,
                                                    const uint8_t *from, const uint8_t *end,
                                                    uint32_t timeout_us, unsigned lsr)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    ns16550_count_errors(dev, lsr);
    bool goes_on;
    do {
        const uint8_t *const next = send_burst(dev, from, end);
        goes_on = next != from || !hal_deadline_passed(&deadline);
        from = next;
    } while (from != end && goes_on);
    return ns16550_count_moved(data, from, end);
}

int ns16550_write(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us)
{
    const struct ns16550 *dev = ns16550_device(uart);
    reg_wo8 *thr = (reg_wo8 *)ns16550_reg_address(dev, NS16550_THR);
    const reg_ro8 *status = (const reg_ro8 *)ns16550_reg_address(dev, NS16550_LSR);
    const uint8_t *from = (const uint8_t *)data;
    const uint8_t *end = from + (size < INT_MAX ? size : INT_MAX);
    while (from != end) {
        const unsigned long state = hal_critical_enter();
        const unsigned lsr = reg_read(status) & (NS16550_LSR_THR_EMPTY | NS16550_LSR_ERRORS);
        if (lsr != NS16550_LSR_THR_EMPTY) {
            hal_critical_exit(state);
            return write_on(dev, (const uint8_t *)data, from, end, timeout_us, lsr);
        }
        from = end - from >= NS16550_FIFO_SIZE ? fill_fifo(thr, from) : send_rest(thr, from, end);
        hal_critical_exit(state);
    }
    return (int)(end - (const uint8_t *)data);
}

__attribute__((cold)) int ns16550_flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    const struct ns16550 *dev = ns16550_device(uart);
    const bool idle = (ns16550_line_status(dev) & NS16550_LSR_IDLE) != 0 ||
                      ns16550_keep_waiting(dev, NS16550_LSR_IDLE, timeout_us);
    return idle ? HAL_OK : HAL_ERR_TIMEOUT;
}

const struct hal_uart_ops ns16550_uart_ops = {
    .configure = ns16550_configure,
    .write = ns16550_write,
    .read = ns16550_read,
    .flush = ns16550_flush,
    .get_errors = ns16550_get_errors,
    .enable_irqs = ns16550_enable_irqs,
};
