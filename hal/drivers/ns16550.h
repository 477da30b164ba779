/* SPDX-License-Identifier: MIT */
/*
 * NS16550A serial port with 16-byte FIFOs, polled (National PC16550D data sheet, section 8).
 *
 * The board chooses where the registers are and how far apart; they are 8 bits wide. A port is a
 * constant, its changing part stands apart:
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

#include <hal/timer.h>
#include <hal/uart.h>

#ifdef __cplusplus
extern "C" {
#endif

struct ns16550_state {
    struct hal_uart_errors errors;
};

struct ns16550 {
    struct hal_uart uart;
    uintptr_t base;
    uint32_t clock_hz;             /**< Input clock of the baud rate generator. */
    const struct hal_timer *timer; /**< For timeouts other than 0 and HAL_FOREVER. */
    struct ns16550_state *state;
    uint8_t reg_shift; /**< Register n is at base + (n << reg_shift). */
};

/** For the @c uart.ops of every port. */
extern const struct hal_uart_ops ns16550_uart_ops;

/* The operations of <hal/uart.h>, for calls that need no table. */
HAL_NODISCARD int ns16550_configure(const struct hal_uart *uart, uint32_t baud);
HAL_NODISCARD int ns16550_write(const struct hal_uart *uart, const void *data, size_t size,
                                uint32_t timeout_us);
HAL_NODISCARD int ns16550_read(const struct hal_uart *uart, void *data, size_t size,
                               uint32_t timeout_us);
HAL_NODISCARD int ns16550_flush(const struct hal_uart *uart, uint32_t timeout_us);
void ns16550_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors);
void ns16550_enable_irqs(const struct hal_uart *uart, unsigned events);

#ifdef __cplusplus
}
#endif

#endif
