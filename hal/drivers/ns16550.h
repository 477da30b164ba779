/* SPDX-License-Identifier: MIT */
/** @file
 * NS16550A serial port with 16-byte FIFOs (National PC16550D data sheet, section 8).
 *
 * The registers are 8 bits wide; the board sets their address and stride. A port is constant, and
 * its mutable state is in a separate struct:
 *
 *     static struct ns16550_state uart0_state;
 *     const struct ns16550 uart0 = {
 *         .uart = {&ns16550_uart_ops},
 *         .base = 0x10000000,
 *         .clock_hz = 3686400,
 *         .timer = &timer0.timer,
 *         .state = &uart0_state,
 *     };
 */
#ifndef NS16550_H
#define NS16550_H

#include <assert.h>
#include <hal/mmio.h>
#include <hal/timer.h>
#include <hal/uart.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The mutable state of a port. */
struct ns16550_state {
    struct hal_uart_errors errors; /**< What hal_uart_get_errors returns. */
};

/** A port; constant. */
struct ns16550 {
    struct hal_uart uart;          /**< With ns16550_uart_ops. */
    uintptr_t base;                /**< The address of register 0. */
    uint32_t clock_hz;             /**< Input clock of the baud rate generator. */
    const struct hal_timer *timer; /**< For timeouts other than 0 and HAL_FOREVER. */
    struct ns16550_state *state;   /**< Not shared with other ports. */
    uint8_t reg_shift;             /**< Register n is at base + (n << reg_shift). */
};

/** The @c uart.ops of every port. */
extern const struct hal_uart_ops ns16550_uart_ops;

/** @name The operations of <hal/uart.h> as direct calls.
 * @{ */
/** Implements the hal_uart_ function of the same name. */
HAL_NODISCARD int ns16550_configure(const struct hal_uart *uart, uint32_t baud,
                                    const struct hal_uart_format *format);
HAL_NODISCARD int ns16550_write(const struct hal_uart *uart, const void *data, size_t size,
                                uint32_t timeout_us);
HAL_NODISCARD int ns16550_read(const struct hal_uart *uart, void *data, size_t size,
                               uint32_t timeout_us);
HAL_NODISCARD int ns16550_flush(const struct hal_uart *uart, uint32_t timeout_us);
void ns16550_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors);
void ns16550_enable_irqs(const struct hal_uart *uart, unsigned events);
/** @} */

/*
 * Configures a port with a clock and a rate that are known at compile time, such as a board's
 * console. This takes a dozen inline instructions. ns16550_configure computes and checks the
 * divisor at run time.
 *
 *     NS16550_CHECK_RATE(BOARD_UART0_CLOCK_HZ, 115200);
 *     (void)ns16550_program(&board_uart0, NS16550_DIVISOR(BOARD_UART0_CLOCK_HZ, 115200));
 */

/** The divisor nearest to @p baud, as a constant expression. */
#define NS16550_DIVISOR(clock_hz, baud) (((clock_hz) + 8 * (baud)) / (16 * (baud)))

/** The rate that NS16550_DIVISOR achieves, in bits per second, rounded down. */
#define NS16550_RATE(clock_hz, baud) ((clock_hz) / (16 * NS16550_DIVISOR(clock_hz, baud)))

/** Fails to compile unless the achieved rate is within 5 % of @p baud and the divisor fits. */
#define NS16550_CHECK_RATE(clock_hz, baud)                                                         \
    static_assert(NS16550_DIVISOR(clock_hz, baud) <= 0xffff &&                                     \
                      100LL * (clock_hz) >=                                                        \
                          95LL * 16 * NS16550_DIVISOR(clock_hz, baud) * (baud) &&                  \
                      100LL * (clock_hz) <= 105LL * 16 * NS16550_DIVISOR(clock_hz, baud) * (baud), \
                  "no divisor comes within 5 % of this rate")

/** @cond internal */

/* Numbers and not a struct, because the stride depends on the board. */
enum ns16550_reg {
    NS16550_RBR = 0, /* read: received character */
    NS16550_THR = 0, /* write: character to send */
    NS16550_DLL = 0, /* with DLAB: low byte of the divisor */
    NS16550_IER = 1,
    NS16550_DLM = 1, /* with DLAB: high byte of the divisor */
    NS16550_FCR = 2,
    NS16550_LCR = 3,
    NS16550_MCR = 4,
    NS16550_LSR = 5,
};

enum {
    NS16550_FCR_CLEAR_AND_ENABLE = 0x07,
    NS16550_LCR_8N1 = 0x03,
    NS16550_LCR_2_STOP_BITS =
        0x04, /* 1.5 stop bits with 5 data bits, which are 0 in the register */
    NS16550_LCR_WIDTH_AND_STOP = 0x07,
    NS16550_LCR_PARITY = 0x08,
    NS16550_LCR_EVEN = 0x10,
    NS16550_LCR_DLAB = 0x80,
    NS16550_MCR_DTR = 0x01,
    NS16550_MCR_RTS = 0x02,
    NS16550_MCR_OUT2 = 0x08, /* enables the interrupt output on boards wired like a PC */
};

static inline uintptr_t ns16550_reg_address(const struct ns16550 *dev, enum ns16550_reg reg)
{
    return dev->base + ((uintptr_t)reg << dev->reg_shift);
}

static inline uint8_t ns16550_get(const struct ns16550 *dev, enum ns16550_reg reg)
{
    return reg_read((const reg_ro8 *)ns16550_reg_address(dev, reg));
}

static inline void ns16550_put(const struct ns16550 *dev, enum ns16550_reg reg, unsigned value)
{
    reg_write((reg_wo8 *)ns16550_reg_address(dev, reg), (uint8_t)value);
}

/* ns16550_program with any format, as the line control register has it. */
static inline bool ns16550_program_line(const struct ns16550 *dev, uint32_t divisor, unsigned lcr)
{
    ns16550_put(dev, NS16550_IER, 0);
    ns16550_put(dev, NS16550_LCR, lcr | NS16550_LCR_DLAB);
    ns16550_put(dev, NS16550_DLL, divisor & 0xff);
    ns16550_put(dev, NS16550_DLM, divisor >> 8);
    ns16550_put(dev, NS16550_LCR, lcr);
    if (ns16550_get(dev, NS16550_LCR) != lcr) {
        return false;
    }
    ns16550_put(dev, NS16550_FCR, NS16550_FCR_CLEAR_AND_ENABLE);
    ns16550_put(dev, NS16550_MCR, NS16550_MCR_DTR | NS16550_MCR_RTS | NS16550_MCR_OUT2);
    (void)ns16550_get(dev, NS16550_LSR); /* clears the errors of the discarded characters */
    return true;
}

/** @endcond */

/**
 * Sets 8 data bits, no parity, one stop bit and @p divisor (1 to 0xffff). Empties the FIFOs and
 * turns the port's interrupts off. Returns false if the registers don't keep written values.
 */
static inline bool ns16550_program(const struct ns16550 *dev, uint32_t divisor)
{
    return ns16550_program_line(dev, divisor, NS16550_LCR_8N1);
}

#ifdef __cplusplus
}
#endif

#endif
