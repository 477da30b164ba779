/* SPDX-License-Identifier: MIT */
/*
 * The status of a call that can fail must not be ignored.
 *
 * expect: ignoring return value
 * expect: ignoring return value of function declared with
 */
#include <hal/uart.h>

int use(const struct hal_uart *uart);

#ifdef MUST_FAIL
int use(const struct hal_uart *uart)
{
    hal_uart_configure(uart, 115200);
    return 0;
}
#else
int use(const struct hal_uart *uart)
{
    return hal_uart_configure(uart, 115200);
}
#endif
