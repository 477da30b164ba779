/* SPDX-License-Identifier: MIT */
/** @file
 * SiFive UART with 8-byte FIFOs (SiFive FE310-G002 Manual, chapter 18). The hardware reports no
 * receive errors, so the error counters stay 0. A character has 8 data bits and no parity, and one
 * or two stop bits; other formats are HAL_ERR_UNSUPPORTED.
 */
#ifndef SIFIVE_UART_H
#define SIFIVE_UART_H

#include <hal/timer.h>
#include <hal/uart.h>

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

#ifdef __cplusplus
}
#endif

#endif
