/* SPDX-License-Identifier: MIT */
/*
 * The console's interrupt-driven port, with rings of TERMINAL_RING bytes. TERMINAL_TIMER is the
 * board's timer. PORT_TX_IRQ is the source for sending, which may be that for receiving.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <hal/uart_ring.h>

extern const struct hal_uart_ring terminal;

/* Sets the port up and turns interrupts on; returns whether that worked. */
bool terminal_begin(void);

#endif
