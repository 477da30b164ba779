/* SPDX-License-Identifier: MIT */
/** @file
 * An interrupt-driven serial port: a hal_uart that puts receive and transmit rings in front of
 * another hal_uart, the port.
 *
 * The port's interrupt handler must call hal_uart_ring_irq. Received bytes are kept in the ring.
 * While it is full, they stay in the device's FIFO; the port counts bytes lost there as overruns.
 * Bytes to send go into the other ring, and the handler sends them. The port itself remains usable
 * for output that must not wait for interrupts. Handler and callers must run on the same hart, with
 * one reader and one writer at a time.
 *
 *     static uint8_t rx_bytes[64], tx_bytes[64];
 *     static struct hal_ring rx = HAL_RING(rx_bytes), tx = HAL_RING(tx_bytes);
 *     static struct hal_uart_ring_state terminal_state;
 *     const struct hal_uart_ring terminal = {
 *         .uart = {&hal_uart_ring_ops}, .port = &uart0.uart, .timer = &timer0.timer,
 *         .rx = &rx, .tx = &tx, .state = &terminal_state,
 *     };
 */
#ifndef HAL_UART_RING_H
#define HAL_UART_RING_H

#include <hal/ring.h>
#include <hal/timer.h>
#include <hal/uart.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The mutable state besides the rings. */
struct hal_uart_ring_state {
    bool idle; /**< The latest interrupt moved no byte. */
};

/** A port with its rings; constant. */
struct hal_uart_ring {
    struct hal_uart uart;              /**< The interface for callers, with hal_uart_ring_ops. */
    const struct hal_uart *port;       /**< The device. */
    const struct hal_timer *timer;     /**< For timeouts other than 0 and HAL_FOREVER. */
    struct hal_ring *rx;               /**< Received and not yet read. */
    struct hal_ring *tx;               /**< Written and not yet sent. */
    struct hal_uart_ring_state *state; /**< Not shared with other instances. */
};

/**
 * The @c uart.ops of every instance. hal_uart_configure empties the rings and starts reception.
 * hal_uart_enable_irqs does nothing because the instance owns the interrupts.
 */
extern const struct hal_uart_ops hal_uart_ring_ops;

/**
 * Moves as many bytes as possible between the port and the rings. Call it from the port's handler.
 */
void hal_uart_ring_irq(const struct hal_uart_ring *ring);

#ifdef __cplusplus
}
#endif

#endif
