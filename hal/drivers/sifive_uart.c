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
#include <hal/critical.h>
#include <hal/divide.h>
#include <hal/uart_loops.h>
#include <sifive_uart_internal.h>
#include <stdbool.h>

/* Weak: firmware that doesn't call them by <hal/uart.h> need not link them. See <hal/link.h>. */
#pragma weak sifive_uart_configure
#pragma weak sifive_uart_read
#pragma weak sifive_uart_get_errors
#pragma weak sifive_uart_enable_irqs

enum {
    BITS_PER_CHARACTER = 10, /* with one stop bit */
};

static bool fifo_is_empty(const struct sifive_uart *dev)
{
    return (reg_read(&sifive_uart_regs_of(dev)->ip) & SIFIVE_UART_IRQ_TX) != 0;
}

/* Sends what fits if the FIFO is empty. */
static const uint8_t *send_burst(const struct hal_uart *uart, const uint8_t *from,
                                 const uint8_t *end)
{
    const struct sifive_uart *const dev = sifive_uart_device(uart);
    const unsigned long state = hal_critical_enter();
    if (fifo_is_empty(dev)) {
        const uint8_t *const burst_end =
            end - from > SIFIVE_UART_FIFO_SIZE ? from + SIFIVE_UART_FIFO_SIZE : end;
        while (from != burst_end) {
            reg_write(&sifive_uart_regs_of(dev)->txdata, *from++);
        }
        dev->state->idle_at = 0;
    }
    hal_critical_exit(state);
    return from;
}

int sifive_uart_write(const struct hal_uart *uart, const void *data, size_t size,
                      uint32_t timeout_us)
{
    return hal_uart_write_by(send_burst, sifive_uart_device(uart)->timer, uart, data, size,
                             timeout_us);
}

static uint64_t character_ticks(const struct sifive_uart *dev)
{
    const uint64_t clocks =
        (uint64_t)(reg_read(&sifive_uart_regs_of(dev)->div) & SIFIVE_UART_MAX_DIV) + 1;
    const bool two_stops =
        (reg_read(&sifive_uart_regs_of(dev)->txctrl) & SIFIVE_UART_2_STOP_BITS) != 0;
    const uint64_t bits = (BITS_PER_CHARACTER + (two_stops ? 1U : 0U)) * clocks;
    return hal_divide(bits * dev->timer->frequency_hz, dev->clock_hz) + 2;
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

int sifive_uart_flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    const struct sifive_uart *dev = sifive_uart_device(uart);
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    const uint64_t character = character_ticks(dev); /* once: it divides */
    while (!is_idle(dev, character)) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return HAL_OK;
}

const struct hal_uart_ops sifive_uart_ops = {
    .configure = sifive_uart_configure,
    .write = sifive_uart_write,
    .read = sifive_uart_read,
    .flush = sifive_uart_flush,
    .get_errors = sifive_uart_get_errors,
    .enable_irqs = sifive_uart_enable_irqs,
};
