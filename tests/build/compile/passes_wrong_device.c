/* SPDX-License-Identifier: MIT */
/*
 * A timer is not accepted as a serial port.
 *
 * expect: incompatible pointer type
 */
#include <hal/timer.h>
#include <hal/uart.h>

int use(const struct hal_uart *uart, const struct hal_timer *timer);

#ifdef MUST_FAIL
int use(const struct hal_uart *uart, const struct hal_timer *timer)
{
    (void)uart;
    return hal_uart_configure(timer, 115200);
}
#else
int use(const struct hal_uart *uart, const struct hal_timer *timer)
{
    (void)timer;
    return hal_uart_configure(uart, 115200);
}
#endif
