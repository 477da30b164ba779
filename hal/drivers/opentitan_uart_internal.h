/* SPDX-License-Identifier: MIT */
/** @file
 * What the driver's files share; for them alone. See opentitan_uart.c.
 */
#ifndef OPENTITAN_UART_INTERNAL_H
#define OPENTITAN_UART_INTERNAL_H

#include <assert.h>
#include <opentitan_uart.h>

/** @cond internal */

static inline const struct opentitan_uart *opentitan_uart_device(const struct hal_uart *uart)
{
    static_assert(offsetof(struct opentitan_uart, uart) == 0, "the interface comes first");
    return (const struct opentitan_uart *)uart;
}

static inline bool opentitan_uart_status_has(const struct opentitan_uart *dev, uint32_t bits)
{
    return (reg_read(&opentitan_uart_regs_of(dev)->status) & bits) == bits;
}

/** @endcond */

#endif
