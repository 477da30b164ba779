/* SPDX-License-Identifier: MIT */
/*
 * QEMU's "virt" machine: its devices, for applications that want more than the console.
 *
 * Addresses and interrupt numbers are those of QEMU's own device tree for the machine.
 */
#ifndef BOARD_H
#define BOARD_H

#include <clint.h>
#include <ns16550.h>
#include <rt/board.h>
#include <sifive_test.h>

enum {
    BOARD_TEST_BASE = 0x100000,
    BOARD_CLINT_BASE = 0x2000000,
    BOARD_UART0_BASE = 0x10000000,
    BOARD_UART0_IRQ = 10,
    BOARD_UART0_CLOCK_HZ = 3686400,
    BOARD_TIMEBASE_HZ = 10000000,
};

extern const struct ns16550 board_uart0;
extern const struct clint board_clint;

#endif
