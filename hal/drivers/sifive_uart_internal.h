/* SPDX-License-Identifier: MIT */
/** @file
 * What the driver's files share; for them alone. See sifive_uart.c.
 */
#ifndef SIFIVE_UART_INTERNAL_H
#define SIFIVE_UART_INTERNAL_H

#include <assert.h>
#include <sifive_uart.h>

/** @cond internal */

static inline const struct sifive_uart *sifive_uart_device(const struct hal_uart *uart)
{
    static_assert(offsetof(struct sifive_uart, uart) == 0, "the interface comes first");
    return (const struct sifive_uart *)uart;
}

/** @endcond */

#endif
