/* SPDX-License-Identifier: MIT */
/** @file
 * A serial port.
 *
 * All calls block for at most the time they are given: 0 means "what can be done without waiting",
 * HAL_FOREVER waits without end. A call that got something done returns how much, even if the time
 * ran out; HAL_ERR_TIMEOUT means nothing at all was done.
 *
 * Main code and handlers of one hart may write to the same device: their texts may mix, no
 * character is lost; a ring before it has one writer (hal/uart_ring.h). Only one of them reads. A
 * port is one hart's at a time, which its callers ensure: output of several harts may interleave
 * and lose characters.
 */
#ifndef HAL_UART_H
#define HAL_UART_H

#include <hal/status.h>
#include <stddef.h>
#include <stdint.h>

struct hal_uart;

/** What went wrong on the line since hal_uart_configure. Each counter stops at its maximum. */
struct hal_uart_errors {
    uint32_t overruns; /**< Characters lost because nobody read in time. */
    uint32_t framing;  /**< Characters without a stop bit. */
    uint32_t parity;   /**< Characters with the wrong parity. */
    uint32_t breaks;   /**< Break conditions. */
};

/** What a port can interrupt for; combined with |. */
enum hal_uart_irq {
    HAL_UART_IRQ_RX = 1, /**< A received character is there to be read. */
    HAL_UART_IRQ_TX = 2, /**< There is room for characters to send. */
};

/** What a driver provides. Each member keeps the contract of the function below that calls it. */
struct hal_uart_ops {
    /** @{ */
    /** The work of the hal_uart_ function of this name; errors is hal_uart_get_errors. */
    int (*configure)(const struct hal_uart *uart, uint32_t baud);
    int (*write)(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us);
    int (*read)(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us);
    int (*flush)(const struct hal_uart *uart, uint32_t timeout_us);
    void (*get_errors)(const struct hal_uart *uart, struct hal_uart_errors *errors);
    void (*enable_irqs)(const struct hal_uart *uart, unsigned events);
    /** @} */
};

/** A port: the first member of each driver's own struct. */
struct hal_uart {
    const struct hal_uart_ops *ops; /**< The driver's. */
};

/**
 * Sets 8 data bits, no parity, one stop bit and the rate nearest to @p baud, empties the FIFOs,
 * turns the port's interrupts off and clears the error counters. What was still to be sent is
 * lost: flush first. The other calls need a configured port.
 *
 * @return the rate achieved in bits a second; HAL_ERR_INVALID (device untouched) when no divisor
 * comes within 5 % of @p baud; HAL_ERR_ABSENT when nothing holds what is written to it.
 */
HAL_NODISCARD static inline int hal_uart_configure(const struct hal_uart *uart, uint32_t baud)
{
    return uart->ops->configure(uart, baud);
}

/**
 * Sends up to @p size bytes, at most INT_MAX. Returns when they are in the device, which may be
 * before they are on the wire; see hal_uart_flush. Usable from a handler with a timeout of 0.
 *
 * @return how many were taken, never 0 for a @p size above 0; or HAL_ERR_TIMEOUT.
 */
HAL_NODISCARD static inline int hal_uart_write(const struct hal_uart *uart, const void *data,
                                               size_t size, uint32_t timeout_us)
{
    return uart->ops->write(uart, data, size, timeout_us);
}

/**
 * Waits for the first byte, then takes what is there, up to @p size bytes. A character with an
 * error is delivered too, a break as a zero; hal_uart_get_errors counts them. Usable from a handler
 * with a timeout of 0.
 *
 * @return how many were read, never 0 for a @p size above 0; or HAL_ERR_TIMEOUT.
 */
HAL_NODISCARD static inline int hal_uart_read(const struct hal_uart *uart, void *data, size_t size,
                                              uint32_t timeout_us)
{
    return uart->ops->read(uart, data, size, timeout_us);
}

/** Waits until the last bit has left the shift register. Returns 0 or HAL_ERR_TIMEOUT. */
HAL_NODISCARD static inline int hal_uart_flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    return uart->ops->flush(uart, timeout_us);
}

/** Copies the error counters of one moment to @p errors. Callable from anywhere. */
static inline void hal_uart_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    uart->ops->get_errors(uart, errors);
}

/**
 * Lets the port interrupt for exactly the @p events (enum hal_uart_irq, 0 for none). Both are
 * levels: they stay until the reason is gone. A handler needs no more than hal_uart_read and
 * hal_uart_write with a timeout of 0; <hal/uart_ring.h> is that handler. Callable from anywhere.
 */
static inline void hal_uart_enable_irqs(const struct hal_uart *uart, unsigned events)
{
    uart->ops->enable_irqs(uart, events);
}

#endif
