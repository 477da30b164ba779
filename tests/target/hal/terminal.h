/* SPDX-License-Identifier: MIT */
/* The console's interrupt-driven port, with rings of TERMINAL_RING bytes. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <hal/uart_ring.h>

extern const struct hal_uart_ring terminal;

/* Sets the port up and turns interrupts on; returns whether that worked. */
bool terminal_begin(void);

#endif
