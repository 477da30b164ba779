/* SPDX-License-Identifier: MIT */
/* A microcontroller that exists only here. */
#ifndef BOARD_H
#define BOARD_H

#include <rt/board.h>

enum {
    BOARD_CLINT_BASE = 0x2000000,
    BOARD_UART0_BASE = 0x10013000,
    BOARD_UART0_SIZE = 0x1000,
    BOARD_UART0_IRQ = 3,
    BOARD_TIMEBASE_HZ = 32768,
    BOARD_LED = 5,
};

#endif
