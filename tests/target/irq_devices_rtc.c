/* SPDX-License-Identifier: MIT */
/* The port, which requests characters to send, and the clock with an alarm in the past. */
#include "irq_devices.h"

#include <board.h>

/* QEMU's controller evaluates a device's request only when the device changes it. */
static void raise_port(void)
{
    hal_uart_enable_irqs(&board_uart0.uart, 0);
    hal_uart_enable_irqs(&board_uart0.uart, HAL_UART_IRQ_TX);
}

static void lower_port(void)
{
    hal_uart_enable_irqs(&board_uart0.uart, 0);
}

static void raise_clock(void)
{
    hal_ignore(hal_rtc_set_alarm(&board_rtc.rtc, 0));
}

static void lower_clock(void)
{
    hal_rtc_acknowledge_alarm(&board_rtc.rtc);
}

const struct irq_device irq_devices[2] = {
    {BOARD_UART0_IRQ, raise_port, lower_port},
    {BOARD_RTC_IRQ, raise_clock, lower_clock},
};
