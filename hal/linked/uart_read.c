/* SPDX-License-Identifier: MIT */
/*
 * The drivers' functions for hal_uart_read, hal_uart_get_errors and hal_uart_enable_irqs; see
 * <hal/link.h>. Only the names count: nothing refers to the table, so the linker drops it.
 */
#include <ns16550.h>
#include <opentitan_uart.h>
#include <pl011.h>
#include <sifive_uart.h>

const char hal_links_uart_read;

__attribute__((used)) static const struct hal_uart_ops drivers[] = {
    {
        .read = ns16550_read,
        .get_errors = ns16550_get_errors,
        .enable_irqs = ns16550_enable_irqs,
    },
    {
        .read = opentitan_uart_read,
        .get_errors = opentitan_uart_get_errors,
        .enable_irqs = opentitan_uart_enable_irqs,
    },
    {
        .read = pl011_read,
        .get_errors = pl011_get_errors,
        .enable_irqs = pl011_enable_irqs,
    },
    {
        .read = sifive_uart_read,
        .get_errors = sifive_uart_get_errors,
        .enable_irqs = sifive_uart_enable_irqs,
    },
};
