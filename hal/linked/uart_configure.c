/* SPDX-License-Identifier: MIT */
/*
 * The drivers' functions for hal_uart_configure and hal_uart_configure_format; see <hal/link.h>.
 * Only the names count: nothing refers to the table, so the linker drops it.
 */
#include <ns16550.h>
#include <opentitan_uart.h>
#include <pl011.h>
#include <sifive_uart.h>

const char hal_links_uart_configure;

__attribute__((used)) static const struct hal_uart_ops drivers[] = {
    {.configure = ns16550_configure},
    {.configure = opentitan_uart_configure},
    {.configure = pl011_configure},
    {.configure = sifive_uart_configure},
};
