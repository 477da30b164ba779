/* SPDX-License-Identifier: MIT */
/*
 * LOG_DRAIN interrupt: the console's transmit interrupt sends the records.
 */
#include "log.h"

static volatile bool is_on;

static void enable(bool on)
{
    is_on = on;
    hal_uart_enable_irqs(board_console, on ? HAL_UART_IRQ_TX : 0);
}

void rti_log_ended(void)
{
    if (!is_on && rti_log_owns_port()) {
        const unsigned long state = hal_critical_enter();
        enable(true);
        hal_critical_exit(state);
    }
}

void rt_log_transmit(void)
{
    /* Off first: a record that is stored after the last look then turns it on. */
    enable(false);
    if (rti_log_send(1, rti_log_always)) {
        enable(true);
    }
}
