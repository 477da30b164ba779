/* SPDX-License-Identifier: MIT */
/* See <hal/uart_ring.h>. Uses the port only by its interface, so it works with every port. */
#include <assert.h>
#include <hal/uart_ring.h>
#include <limits.h>
#include <stdbool.h>

static inline const struct hal_uart_ring *instance(const struct hal_uart *uart)
{
    static_assert(offsetof(struct hal_uart_ring, uart) == 0, "the interface comes first");
    return (const struct hal_uart_ring *)uart;
}

static unsigned wanted_irqs(const struct hal_uart_ring *r)
{
    const unsigned rx = hal_ring_free(r->rx) != 0 ? HAL_UART_IRQ_RX : 0;
    const unsigned tx = hal_ring_is_empty(r->tx) ? 0 : HAL_UART_IRQ_TX;
    return rx | tx;
}

/*
 * Enables the interrupts that the rings need. Call it after every change that a caller makes to a
 * ring. Repeats if an interrupt changed the rings in between.
 */
static void choose_irqs(const struct hal_uart_ring *r)
{
    unsigned chosen;
    do {
        chosen = wanted_irqs(r);
        hal_uart_enable_irqs(r->port, chosen);
        __atomic_signal_fence(__ATOMIC_SEQ_CST);
    } while (wanted_irqs(r) != chosen);
}

/* How much of a span or ring was moved; combined with | for both rings. */
enum moved {
    NOTHING = 0,
    PART = 1,
    ALL = 2,
};

static inline enum moved receive_span(const struct hal_uart_ring *r)
{
    uint8_t *to;
    const size_t room = hal_ring_write_span(r->rx, &to);
    const int got = room != 0 ? hal_uart_read(r->port, to, room, 0) : 0;
    if (got <= 0) {
        return NOTHING;
    }
    hal_ring_wrote(r->rx, (size_t)got);
    return (size_t)got == room ? ALL : PART;
}

static inline enum moved send_span(const struct hal_uart_ring *r)
{
    const uint8_t *from;
    const size_t size = hal_ring_read_span(r->tx, &from);
    const int sent = size != 0 ? hal_uart_write(r->port, from, size, 0) : 0;
    if (sent <= 0) {
        return NOTHING;
    }
    hal_ring_took(r->tx, (size_t)sent);
    return (size_t)sent == size ? ALL : PART;
}

/* Two spans are a whole ring. The handler moves no more, so it returns however fast the port is. */
static __attribute__((noinline)) enum moved fill_second_span(const struct hal_uart_ring *r)
{
    (void)receive_span(r);
    return hal_ring_free(r->rx) == 0 ? ALL : PART;
}

static inline enum moved fill(const struct hal_uart_ring *r)
{
    const enum moved first = receive_span(r);
    return first != ALL ? first : fill_second_span(r);
}

static __attribute__((noinline)) enum moved empty_second_span(const struct hal_uart_ring *r)
{
    (void)send_span(r);
    return hal_ring_is_empty(r->tx) ? ALL : PART;
}

static inline enum moved empty(const struct hal_uart_ring *r)
{
    const enum moved first = hal_ring_is_empty(r->tx) ? NOTHING : send_span(r);
    return first != ALL ? first : empty_second_span(r);
}

/*
 * The enabled interrupts change only if this fills the receive ring or empties the transmit ring,
 * so most bursts need no write to the device.
 *
 * choose_irqs may write an outdated choice if an interrupt comes before its write. The device then
 * interrupts endlessly although there is nothing to move, and choose_irqs never gets to its second
 * check. So choose again after two interrupts in a row that move nothing. One is expected after
 * each burst: some controllers (QEMU's PLIC) latch a request that was raised while the previous one
 * was served.
 */
void hal_uart_ring_irq(const struct hal_uart_ring *r)
{
    unsigned moved = fill(r);
    moved |= empty(r);
    if (moved >= ALL || (moved == NOTHING && r->state->idle)) {
        choose_irqs(r);
    }
    r->state->idle = moved == NOTHING;
}

static int configure(const struct hal_uart *uart, uint32_t baud,
                     const struct hal_uart_format *format)
{
    const struct hal_uart_ring *r = instance(uart);
    HAL_LINK(hal_links_uart_configure);
    /* Not hal_uart_configure_format: @p format may be NULL here, and has been checked. */
    const int achieved = r->port->ops->configure(r->port, baud, format);
    if (achieved < 0) {
        return achieved;
    }
    hal_ring_reset(r->rx);
    hal_ring_reset(r->tx);
    choose_irqs(r);
    return achieved;
}

static int write(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us)
{
    const struct hal_uart_ring *r = instance(uart);
    struct hal_deadline deadline = hal_deadline_start(r->timer, timeout_us);
    const size_t wanted = size < INT_MAX ? size : INT_MAX;
    size_t done = 0;
    while (done < wanted) {
        const size_t put = hal_ring_put(r->tx, (const uint8_t *)data + done, wanted - done);
        done += put;
        if (put != 0) {
            choose_irqs(r);
        } else if (hal_deadline_passed(&deadline)) {
            break;
        }
    }
    return done == 0 && size != 0 ? HAL_ERR_TIMEOUT : (int)done;
}

static int read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    const struct hal_uart_ring *r = instance(uart);
    struct hal_deadline deadline = hal_deadline_start(r->timer, timeout_us);
    if (size == 0) {
        return 0;
    }
    while (hal_ring_is_empty(r->rx)) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    const size_t got = hal_ring_get(r->rx, data, size < INT_MAX ? size : INT_MAX);
    choose_irqs(r);
    return (int)got;
}

static int flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    const struct hal_uart_ring *r = instance(uart);
    struct hal_deadline deadline = hal_deadline_start(r->timer, timeout_us);
    int status;
    while ((status = hal_ring_is_empty(r->tx) ? hal_uart_flush(r->port, 0) : HAL_ERR_TIMEOUT) ==
           HAL_ERR_TIMEOUT) {
        if (hal_deadline_passed(&deadline)) {
            break;
        }
    }
    return status;
}

static void get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    hal_uart_get_errors(instance(uart)->port, errors);
}

static void enable_irqs(const struct hal_uart *uart, unsigned events)
{
    (void)uart;
    (void)events;
}

const struct hal_uart_ops hal_uart_ring_ops = {
    .configure = configure,
    .write = write,
    .read = read,
    .flush = flush,
    .get_errors = get_errors,
    .enable_irqs = enable_irqs,
};
