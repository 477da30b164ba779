/* SPDX-License-Identifier: MIT */
/* An application that uses the port and the timer only through their interfaces. */
#include <clint.h>
#include <ns16550.h>

static struct ns16550_state state;
static const struct clint clint = {{&clint_timer_ops, 10000000}, 0x2000000, 0};
static const struct ns16550 port = {
    .uart = {&ns16550_uart_ops},
    .base = 0x10000000,
    .clock_hz = 3686400,
    .timer = &clint.timer,
    .state = &state,
};

static const struct hal_uart *const uart = &port.uart;
static const struct hal_timer *const timer = &clint.timer;

void cost_main(void);

__attribute__((used)) void cost_main(void)
{
    char byte;
    hal_timer_set_deadline(timer, hal_timer_now(timer) + 100);
    if (hal_uart_read(uart, &byte, 1, 1000) == 1) {
        hal_ignore(hal_uart_write(uart, &byte, 1, HAL_FOREVER));
        hal_ignore(hal_uart_flush(uart, 1000));
    }
    hal_timer_cancel(timer);
}
