/* SPDX-License-Identifier: MIT */
/*
 * NS16550A: reading, its errors, and interrupts. Firmware that only writes doesn't link this file.
 * Reads the line status before every received character.
 */
#include <hal/critical.h>
#include <limits.h>
#include <ns16550_internal.h>
#include <stdbool.h>

enum {
    IER_RX = 0x01,
    IER_THR_EMPTY = 0x02,
};

static void count(uint32_t *counter, bool happened)
{
    if (happened && *counter != UINT32_MAX) {
        ++*counter;
    }
}

__attribute__((cold)) void ns16550_count_errors(const struct ns16550 *dev, unsigned lsr)
{
    struct hal_uart_errors *const errors = &dev->state->errors;

    if ((lsr & NS16550_LSR_ERRORS) == 0) {
        return;
    }
    const bool is_break = (lsr & NS16550_LSR_BREAK) != 0; /* has no stop bit: not a framing error */
    const unsigned long state = hal_critical_enter();
    count(&errors->overruns, (lsr & NS16550_LSR_OVERRUN) != 0);
    count(&errors->breaks, is_break);
    count(&errors->parity, !is_break && (lsr & NS16550_LSR_PARITY) != 0);
    count(&errors->framing, !is_break && (lsr & NS16550_LSR_FRAMING) != 0);
    hal_critical_exit(state);
}

/*
 * Continues a read that has to wait or to count errors. @p lsr has just been read. The characters
 * before @p to have been received.
 */
static __attribute__((noinline, cold)) int read_on(const struct ns16550 *dev, const uint8_t *data,
                                                   uint8_t *to, const uint8_t *end,
                                                   uint32_t timeout_us, unsigned lsr)
{
    ns16550_count_errors(dev, lsr);
    bool ready = (lsr & NS16550_LSR_READY) != 0 ||
                 (to == data && ns16550_keep_waiting(dev, NS16550_LSR_READY, timeout_us));
    while (ready) {
        *to++ = ns16550_get(dev, NS16550_RBR);
        ready = to != end && (ns16550_line_status(dev) & NS16550_LSR_READY) != 0;
    }
    return ns16550_count_moved(data, to, end);
}

/* Reads a character that has been received without error. Returns false if there is none. Sets
 * @p lsr. */
static inline bool take(const reg_ro8 *status, const reg_ro8 *rbr, uint8_t **to, unsigned *lsr)
{
    *lsr = reg_read(status) & (NS16550_LSR_READY | NS16550_LSR_ERRORS);
    if (*lsr != NS16550_LSR_READY) {
        return false;
    }
    *(*to)++ = reg_read(rbr);
    return true;
}

int ns16550_read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    const struct ns16550 *dev = ns16550_device(uart);
    const reg_ro8 *rbr = (const reg_ro8 *)ns16550_reg_address(dev, NS16550_RBR);
    const reg_ro8 *status = (const reg_ro8 *)ns16550_reg_address(dev, NS16550_LSR);
    uint8_t *const from = (uint8_t *)data;
    uint8_t *to = from;
    const size_t wanted = size < INT_MAX ? size : INT_MAX;
    const uint8_t *const end = to + wanted;
    const uint8_t *const end_of_fours = to + (wanted & ~(size_t)3);
    unsigned lsr = NS16550_LSR_READY;
    bool more = true;
    /* Four at a time, so that checking for the end costs little. */
    while (more && to != end_of_fours) {
        more = take(status, rbr, &to, &lsr) && take(status, rbr, &to, &lsr) &&
               take(status, rbr, &to, &lsr) && take(status, rbr, &to, &lsr);
    }
    while (more && to != end) {
        more = take(status, rbr, &to, &lsr);
    }
    if (!more && (lsr != 0 || (to == from && timeout_us != 0))) {
        return read_on(dev, from, to, end, timeout_us, lsr);
    }
    return ns16550_count_moved(from, to, end);
}

void ns16550_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    const unsigned long state = hal_critical_enter();
    *errors = ns16550_device(uart)->state->errors;
    hal_critical_exit(state);
}

void ns16550_enable_irqs(const struct hal_uart *uart, unsigned events)
{
    const unsigned rx = (events & HAL_UART_IRQ_RX) != 0 ? IER_RX : 0;
    const unsigned tx = (events & HAL_UART_IRQ_TX) != 0 ? IER_THR_EMPTY : 0;
    ns16550_put(ns16550_device(uart), NS16550_IER, rx | tx);
}
