/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive UART with 8-byte FIFOs (SiFive FE310-G002 Manual, chapter 18). The hardware reports no
 * receive errors, so the error counters stay 0. A character has 8 data bits and no parity, and one
 * or two stop bits; other formats are HAL_ERR_UNSUPPORTED.
 */
#ifndef SIFIVE_UART_H
#define SIFIVE_UART_H

#include <assert.h>
#include <hal/mmio.h>
#include <hal/timer.h>
#include <hal/uart.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The mutable state of a port. */
struct sifive_uart_state {
    uint64_t idle_at; /**< Tick at which the last bit is out; 0 if unknown. */
};

/** A port; constant. */
struct sifive_uart {
    struct hal_uart uart;            /**< With sifive_uart_ops. */
    uintptr_t base;                  /**< The address of its registers. */
    uint32_t clock_hz;               /**< Input clock of the baud rate generator. */
    const struct hal_timer *timer;   /**< For flush, and timeouts other than 0 and HAL_FOREVER. */
    struct sifive_uart_state *state; /**< Not shared with other ports. */
};

/** The @c uart.ops of every port. */
extern const struct hal_uart_ops sifive_uart_ops;

/** @name The operations of <hal/uart.h> as direct calls.
 * @{ */
/** Implements the hal_uart_ function of the same name. */
HAL_NODISCARD int sifive_uart_configure(const struct hal_uart *uart, uint32_t baud,
                                        const struct hal_uart_format *format);
HAL_NODISCARD int sifive_uart_write(const struct hal_uart *uart, const void *data, size_t size,
                                    uint32_t timeout_us);
HAL_NODISCARD int sifive_uart_read(const struct hal_uart *uart, void *data, size_t size,
                                   uint32_t timeout_us);
HAL_NODISCARD int sifive_uart_flush(const struct hal_uart *uart, uint32_t timeout_us);
void sifive_uart_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors);
void sifive_uart_enable_irqs(const struct hal_uart *uart, unsigned events);
/** @} */

/*
 * Configures a port with a clock and a rate that are known at compile time, such as a board's
 * console. This takes some inline instructions. sifive_uart_configure divides and checks at run
 * time.
 *
 *     SIFIVE_UART_CHECK_RATE(BOARD_UART_CLOCK_HZ, 115200);
 *     (void)sifive_uart_program(&board_uart0, SIFIVE_UART_DIVISOR(BOARD_UART_CLOCK_HZ, 115200));
 */

/** The number of clocks in a bit that is nearest to @p baud, as a constant expression. */
#define SIFIVE_UART_DIVISOR(clock_hz, baud) (((clock_hz) + (baud) / 2) / (baud))

/** Fails to compile unless the divisor fits. The rate is then always within 5 % of @p baud. */
#define SIFIVE_UART_CHECK_RATE(clock_hz, baud)                      \
    static_assert(SIFIVE_UART_DIVISOR(clock_hz, baud) >= 16 &&      \
                      SIFIVE_UART_DIVISOR(clock_hz, baud) <= 65536, \
                  "no divisor comes within 5 % of this rate")

/** @cond internal */

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
    SIFIVE_UART_ENABLE = 1, /* in txctrl and rxctrl */
    SIFIVE_UART_2_STOP_BITS = 2,
    SIFIVE_UART_WATERMARK_1 = 1 << 16,
    SIFIVE_UART_IRQ_TX = 1,
    SIFIVE_UART_IRQ_RX = 2,
    SIFIVE_UART_FIFO_SIZE = 8,
    SIFIVE_UART_MAX_DIV = 0xffff,
};

static inline struct sifive_uart_regs *sifive_uart_regs_of(const struct sifive_uart *dev)
{
    return (struct sifive_uart_regs *)dev->base;
}

/* sifive_uart_program with the stop bits as txctrl has them. */
static inline bool sifive_uart_program_line(const struct sifive_uart *dev, uint32_t divisor,
                                            uint32_t stop_bits)
{
    struct sifive_uart_regs *r = sifive_uart_regs_of(dev);

    dev->state->idle_at = 0;
    reg_write(&r->ie, 0);
    reg_write(&r->div, divisor - 1);
    if (reg_read(&r->div) != divisor - 1) {
        return false;
    }
    reg_write(&r->txctrl, SIFIVE_UART_ENABLE | SIFIVE_UART_WATERMARK_1 | stop_bits);
    reg_write(&r->rxctrl, SIFIVE_UART_ENABLE);
    for (int i = 0; i < SIFIVE_UART_FIFO_SIZE; i++) {
        (void)reg_read(&r->rxdata);
    }
    return true;
}

/** @endcond */

/**
 * Sets one stop bit and @p divisor (16 to 65536). Empties the receive FIFO and turns the port's
 * interrupts off. Returns false if the registers don't keep written values.
 */
static inline bool sifive_uart_program(const struct sifive_uart *dev, uint32_t divisor)
{
    return sifive_uart_program_line(dev, divisor, 0);
}

#ifdef __cplusplus
}
#endif

#endif
