/* SPDX-License-Identifier: MIT */
/** @file
 * For drivers: how a UART writes and reads as <hal/uart.h> promises, from a function that does what
 * the port is ready for. Inline, so that the function costs no call.
 */
#ifndef HAL_UART_LOOPS_H
#define HAL_UART_LOOPS_H

#include <hal/timer.h>
#include <hal/uart.h>
#include <limits.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sends bytes from @p from on, before @p end, for as many as the port has room; that may be none.
 *
 * @return the first byte that was not sent
 */
typedef const uint8_t *hal_uart_send(const struct hal_uart *uart, const uint8_t *from,
                                     const uint8_t *end);

/** hal_uart_write by @p send. The timeout is @p timer's. */
static inline int hal_uart_write_by(hal_uart_send *send, const struct hal_timer *timer,
                                    const struct hal_uart *uart, const void *data, size_t size,
                                    uint32_t timeout_us)
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

/** Takes a character that has arrived and returns it, or a negative number. */
typedef int hal_uart_take(const struct hal_uart *uart);

/** hal_uart_read by @p take. The timeout is @p timer's. */
static inline int hal_uart_read_by(hal_uart_take *take, const struct hal_timer *timer,
                                   const struct hal_uart *uart, void *data, size_t size,
                                   uint32_t timeout_us)
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

#ifdef __cplusplus
}
#endif

#endif
