/* SPDX-License-Identifier: MIT */
/** @file
 * How a UART's driver writes and reads as <hal/uart.h> promises, from a function that does what the
 * port is ready for. For drivers alone. Inline, so that the function costs no call.
 */
#ifndef UART_LOOPS_H
#define UART_LOOPS_H

#include <hal/timer.h>
#include <hal/uart.h>
#include <limits.h>

/** @cond internal */

/* Sends what the port has room for, which may be nothing. Returns what is first to be sent then. */
typedef const uint8_t *uart_send(const struct hal_uart *uart, const uint8_t *from,
                                 const uint8_t *end);

static inline int uart_write(const struct hal_uart *uart, const struct hal_timer *timer,
                             uart_send *send, const void *data, size_t size, uint32_t timeout_us)
{
    const uint8_t *from = (const uint8_t *)data;
    const uint8_t *const end = from + (size < INT_MAX ? size : INT_MAX);
    struct hal_deadline deadline = hal_deadline_start(timer, timeout_us);
    while (from != end) {
        const uint8_t *const next = send(uart, from, end);
        if (next == from && hal_deadline_passed(&deadline)) {
            break;
        }
        from = next;
    }
    const int sent = (int)(from - (const uint8_t *)data);
    return sent == 0 && size != 0 ? HAL_ERR_TIMEOUT : sent;
}

/* Returns a character that has arrived, or a negative number. */
typedef int uart_take(const struct hal_uart *uart);

static inline int uart_read(const struct hal_uart *uart, const struct hal_timer *timer,
                            uart_take *take, void *data, size_t size, uint32_t timeout_us)
{
    uint8_t *to = (uint8_t *)data;
    uint8_t *const end = to + (size < INT_MAX ? size : INT_MAX);
    struct hal_deadline deadline = hal_deadline_start(timer, timeout_us);
    while (to != end) {
        const int character = take(uart);
        if (character >= 0) {
            *to++ = (uint8_t)character;
        } else if (to != data || hal_deadline_passed(&deadline)) {
            break;
        }
    }
    const int got = (int)(to - (uint8_t *)data);
    return got == 0 && size != 0 ? HAL_ERR_TIMEOUT : got;
}

/** @endcond */

#endif
