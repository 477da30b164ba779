/* SPDX-License-Identifier: MIT */
/** @file
 * A serial port.
 *
 * Calls block for at most timeout_us microseconds: 0 does what is possible without waiting, and
 * HAL_FOREVER has no limit. A call that transferred bytes returns their number, even after a
 * timeout. HAL_ERR_TIMEOUT means that it transferred none.
 *
 * Main code and handlers of one hart may write to the same device. Their texts may mix, but no
 * character is lost. A ring in front of the device allows only one writer (hal/uart_ring.h). Only
 * one context may read. The callers must ensure that only one hart uses a port at a time: output of
 * several harts may interleave and lose characters.
 */
#ifndef HAL_UART_H
#define HAL_UART_H

#include <hal/link.h>
#include <hal/status.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct hal_uart;

/** @cond internal */
extern const char hal_links_uart_configure;
extern const char hal_links_uart_read;
/** @endcond */

/** The parity bit of a character. Bit 0: there is one; bit 1: it is even. */
enum hal_uart_parity {
    HAL_UART_PARITY_NONE = 0, /**< No parity bit. */
    HAL_UART_PARITY_ODD = 1,  /**< Makes the number of ones odd. */
    HAL_UART_PARITY_EVEN = 3, /**< Makes the number of ones even. */
};

/** The format of a character on the line. "8N1" is {8, HAL_UART_PARITY_NONE, 1}. */
struct hal_uart_format {
    uint8_t data_bits;           /**< 5 to 8, in the low bits of a byte. */
    enum hal_uart_parity parity; /**< Sent and checked; hal_uart_errors counts what is wrong. */
    uint8_t stop_bits;           /**< 1 or 2. */
};

/** Line errors since hal_uart_configure. Each counter stops at its maximum. */
struct hal_uart_errors {
    uint32_t overruns; /**< Characters lost because they were not read in time. */
    uint32_t framing;  /**< Characters without a stop bit. */
    uint32_t parity;   /**< Characters with the wrong parity. */
    uint32_t breaks;   /**< Break conditions. */
};

/** Events that interrupt; combine with |. */
enum hal_uart_irq {
    HAL_UART_IRQ_RX = 1, /**< A received character can be read. */
    HAL_UART_IRQ_TX = 2, /**< Characters to send can be written. */
};

/**
 * Implemented by a driver. The function below that calls a member documents its contract. Call
 * members only through the functions below. A driver's configure, read, get_errors and enable_irqs
 * may be NULL if no linked code calls the function that needs it (<hal/link.h>).
 */
struct hal_uart_ops {
    /** Implements hal_uart_configure if @p format is NULL, else hal_uart_configure_format. The
     * members of @p format are in their ranges. */
    int (*configure)(const struct hal_uart *uart, uint32_t baud,
                     const struct hal_uart_format *format);
    /** @{ */
    /** Implements the hal_uart_ function of the same name. */
    int (*write)(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us);
    int (*read)(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us);
    int (*flush)(const struct hal_uart *uart, uint32_t timeout_us);
    void (*get_errors)(const struct hal_uart *uart, struct hal_uart_errors *errors);
    void (*enable_irqs)(const struct hal_uart *uart, unsigned events);
    /** @} */
};

/** A port: the first member of each driver's own struct. */
struct hal_uart {
    const struct hal_uart_ops *ops; /**< Set by the driver. */
};

/**
 * Sets 8 data bits, no parity, one stop bit and the rate nearest to @p baud. Empties the FIFOs,
 * turns the port's interrupts off and clears the error counters. Unsent characters are lost: call
 * hal_uart_flush first. The other calls need a configured port. Not for handlers.
 *
 * @return the rate achieved in bits per second; HAL_ERR_INVALID (device untouched) if no divisor is
 * within 5 % of @p baud; HAL_ERR_ABSENT if the registers don't keep written values.
 */
HAL_NODISCARD static inline int hal_uart_configure(const struct hal_uart *uart, uint32_t baud)
{
    HAL_LINK(hal_links_uart_configure);
    return uart->ops->configure(uart, baud, NULL);
}

/**
 * The same with another format:
 *
 *     const struct hal_uart_format format = {7, HAL_UART_PARITY_EVEN, 1};
 *     int baud = hal_uart_configure_format(uart, 9600, &format);
 *
 * What is written or read are bytes. Their bits above data_bits are not sent, and are 0 when read.
 *
 * @return as hal_uart_configure; HAL_ERR_INVALID (device untouched) also if a member of @p format
 * is out of its range; HAL_ERR_UNSUPPORTED (device untouched) if the device doesn't have the
 * format.
 */
HAL_NODISCARD int hal_uart_configure_format(const struct hal_uart *uart, uint32_t baud,
                                            const struct hal_uart_format *format);

/**
 * Sends up to @p size bytes, at most INT_MAX. Returns when they are in the device, which may be
 * before they are on the wire; see hal_uart_flush. Callable from a handler with a timeout of 0.
 *
 * @return the number of bytes accepted, never 0 for a @p size above 0; or HAL_ERR_TIMEOUT.
 */
HAL_NODISCARD static inline int hal_uart_write(const struct hal_uart *uart, const void *data,
                                               size_t size, uint32_t timeout_us)
{
    return uart->ops->write(uart, data, size, timeout_us);
}

/**
 * Sends all @p size bytes, however many calls of hal_uart_write that takes. @p timeout_us is the
 * longest time in which the device accepts none. Not for handlers.
 *
 * @return 0, or HAL_ERR_TIMEOUT after a part of them.
 */
HAL_NODISCARD int hal_uart_write_all(const struct hal_uart *uart, const void *data, size_t size,
                                     uint32_t timeout_us);

/**
 * Waits for the first byte, then reads what has been received, up to @p size bytes. A character
 * with an error is delivered too, and a break as a zero byte, unless the driver's header says that
 * the device drops them; hal_uart_get_errors counts them.
 * Callable from a handler with a timeout of 0.
 *
 * @return the number of bytes read, never 0 for a @p size above 0; or HAL_ERR_TIMEOUT.
 */
HAL_NODISCARD static inline int hal_uart_read(const struct hal_uart *uart, void *data, size_t size,
                                              uint32_t timeout_us)
{
    HAL_LINK(hal_links_uart_read);
    return uart->ops->read(uart, data, size, timeout_us);
}

/**
 * Waits until the last bit has left the shift register. In a handler, use a timeout of 0.
 *
 * @return 0 or HAL_ERR_TIMEOUT.
 */
HAL_NODISCARD static inline int hal_uart_flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    return uart->ops->flush(uart, timeout_us);
}

/** Copies a consistent snapshot of the error counters to @p errors. Callable from anywhere. */
static inline void hal_uart_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    HAL_LINK(hal_links_uart_read);
    uart->ops->get_errors(uart, errors);
}

/**
 * Makes the port interrupt for exactly the @p events (enum hal_uart_irq, 0 for none). Both are
 * level-triggered: they remain until the condition is gone. A handler needs only hal_uart_read and
 * hal_uart_write with a timeout of 0; <hal/uart_ring.h> implements one. Callable from anywhere.
 */
static inline void hal_uart_enable_irqs(const struct hal_uart *uart, unsigned events)
{
    HAL_LINK(hal_links_uart_read);
    uart->ops->enable_irqs(uart, events);
}

#ifdef __cplusplus
}
#endif

#endif
