/* SPDX-License-Identifier: MIT */
/*
 * SiFive UART. With the transmit watermark at 1, the pending bit means that the FIFO is empty. So
 * the driver fills it without a check before each byte. No register shows whether the shift
 * register is empty. Flush therefore waits for the time of one character after it first sees the
 * FIFO empty.
 *
 * A handler may write too. So the check that the FIFO is empty is in one critical section with
 * filling it, or with recording the time.
 */
#include <assert.h>
#include <hal/critical.h>
#include <hal/mmio.h>
#include <limits.h>
#include <sifive_uart.h>
#include <stdbool.h>

struct sifive_uart_regs {
    reg_rw32 txdata;
    reg_rw32 rxdata;
    reg_rw32 txctrl;
    reg_rw32 rxctrl;
    reg_rw32 ie;
    reg_ro32 ip;
    reg_rw32 div;
};
MMIO_ASSERT_OFFSET(struct sifive_uart_regs, ie, 0x10);
MMIO_ASSERT_OFFSET(struct sifive_uart_regs, div, 0x18);
MMIO_ASSERT_SIZE(struct sifive_uart_regs, 0x1c);

enum {
    CTRL_ENABLE = 1,
    TXCTRL_2_STOP_BITS = 2,
    TXCTRL_WATERMARK_1 = 1 << 16,
    IRQ_TX = 1,
    IRQ_RX = 2,
    FIFO_SIZE = 8,
    MAX_DIV = 0xffff,
    MIN_CLOCKS_PER_BIT = 16, /* the receiver takes 16 samples per bit */
    BITS_PER_CHARACTER = 10, /* with one stop bit */
};
#define RXDATA_EMPTY 0x80000000U

static inline const struct sifive_uart *device(const struct hal_uart *uart)
{
    static_assert(offsetof(struct sifive_uart, uart) == 0, "the interface comes first");
    return (const struct sifive_uart *)uart;
}

static inline struct sifive_uart_regs *regs(const struct sifive_uart *dev)
{
    return (struct sifive_uart_regs *)dev->base;
}

static int program(const struct sifive_uart *dev, uint32_t div, uint8_t stop_bits)
{
    struct sifive_uart_regs *r = regs(dev);
    reg_write(&r->ie, 0);
    reg_write(&r->div, div);
    if (reg_read(&r->div) != div) {
        return HAL_ERR_ABSENT;
    }
    reg_write(&r->txctrl, CTRL_ENABLE | TXCTRL_WATERMARK_1 |
                              (stop_bits == 2 ? (uint32_t)TXCTRL_2_STOP_BITS : 0));
    reg_write(&r->rxctrl, CTRL_ENABLE);
    for (int i = 0; i < FIFO_SIZE; i++) {
        (void)reg_read(&r->rxdata);
    }
    return HAL_OK;
}

static int configure(const struct hal_uart *uart, uint32_t baud,
                     const struct hal_uart_format *format)
{
    const struct sifive_uart *dev = device(uart);
    const uint64_t clocks = baud != 0 ? ((uint64_t)dev->clock_hz + baud / 2) / baud : 0;
    if (clocks < MIN_CLOCKS_PER_BIT || clocks > MAX_DIV + 1) {
        return HAL_ERR_INVALID;
    }
    if (format != NULL && (format->data_bits != 8 || format->parity != HAL_UART_PARITY_NONE)) {
        return HAL_ERR_UNSUPPORTED;
    }
    /* With at least 16 clocks per bit, the error of the rate is always below 5 %. */
    const uint32_t achieved = (uint32_t)((dev->clock_hz + clocks / 2) / clocks);
    dev->state->idle_at = 0;
    const int status = program(dev, (uint32_t)clocks - 1, format != NULL ? format->stop_bits : 1);
    return status < 0 ? status : (int)achieved;
}

static bool fifo_is_empty(const struct sifive_uart *dev)
{
    return (reg_read(&regs(dev)->ip) & IRQ_TX) != 0;
}

/* Sends what fits if the FIFO is empty. */
static const uint8_t *send_burst(const struct sifive_uart *dev, const uint8_t *from,
                                 const uint8_t *end)
{
    const unsigned long state = hal_critical_enter();
    if (fifo_is_empty(dev)) {
        const uint8_t *const burst_end = end - from > FIFO_SIZE ? from + FIFO_SIZE : end;
        while (from != burst_end) {
            reg_write(&regs(dev)->txdata, *from++);
        }
        dev->state->idle_at = 0;
    }
    hal_critical_exit(state);
    return from;
}

static int write(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us)
{
    const struct sifive_uart *dev = device(uart);
    const uint8_t *from = (const uint8_t *)data;
    const uint8_t *end = from + (size < INT_MAX ? size : INT_MAX);
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    while (from != end) {
        const uint8_t *const next = send_burst(dev, from, end);
        if (next == from && hal_deadline_passed(&deadline)) {
            break;
        }
        from = next;
    }
    const int sent = (int)(from - (const uint8_t *)data);
    return sent == 0 && size != 0 ? HAL_ERR_TIMEOUT : sent;
}

static int read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    const struct sifive_uart *dev = device(uart);
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    uint8_t *to = (uint8_t *)data;
    uint8_t *end = to + (size < INT_MAX ? size : INT_MAX);
    while (to != end) {
        const uint32_t value = reg_read(&regs(dev)->rxdata);
        if ((value & RXDATA_EMPTY) == 0) {
            *to++ = (uint8_t)value;
        } else if (to != data || hal_deadline_passed(&deadline)) {
            break;
        }
    }
    const int got = (int)(to - (uint8_t *)data);
    return got == 0 && size != 0 ? HAL_ERR_TIMEOUT : got;
}

static uint64_t character_ticks(const struct sifive_uart *dev)
{
    const uint64_t clocks = (uint64_t)(reg_read(&regs(dev)->div) & MAX_DIV) + 1;
    const bool two_stops = (reg_read(&regs(dev)->txctrl) & TXCTRL_2_STOP_BITS) != 0;
    const uint64_t bits = (BITS_PER_CHARACTER + (two_stops ? 1U : 0U)) * clocks;
    return bits * dev->timer->frequency_hz / dev->clock_hz + 2;
}

/* Whether @p character ticks have passed since the FIFO was first seen empty. */
static bool last_bit_is_out(const struct sifive_uart *dev, uint64_t character)
{
    const uint64_t now = hal_timer_now(dev->timer);
    if (dev->state->idle_at == 0) {
        dev->state->idle_at = now + character;
    }
    return now >= dev->state->idle_at;
}

static bool is_idle(const struct sifive_uart *dev, uint64_t character)
{
    const unsigned long state = hal_critical_enter();
    const bool idle = fifo_is_empty(dev) && last_bit_is_out(dev, character);
    hal_critical_exit(state);
    return idle;
}

static int flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    const struct sifive_uart *dev = device(uart);
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    const uint64_t character = character_ticks(dev); /* once: it divides */
    while (!is_idle(dev, character)) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return HAL_OK;
}

static void get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    (void)uart;
    *errors = (struct hal_uart_errors){0};
}

static void enable_irqs(const struct hal_uart *uart, unsigned events)
{
    const uint32_t rx = (events & HAL_UART_IRQ_RX) != 0 ? IRQ_RX : 0;
    const uint32_t tx = (events & HAL_UART_IRQ_TX) != 0 ? IRQ_TX : 0;
    reg_write(&regs(device(uart))->ie, rx | tx);
}

const struct hal_uart_ops sifive_uart_ops = {
    .configure = configure,
    .write = write,
    .read = read,
    .flush = flush,
    .get_errors = get_errors,
    .enable_irqs = enable_irqs,
};
