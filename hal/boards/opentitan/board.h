/* SPDX-License-Identifier: MIT */
/*
 * The devices of QEMU's "opentitan" machine. It models OpenTitan's FPGA platform as of 2021; the
 * numbers are from that revision's top_earlgrey_memory.h and the generated list of interrupts.
 */
#ifndef BOARD_H
#define BOARD_H

#include <opentitan_timer.h>
#include <opentitan_uart.h>
#include <plic.h>
#include <rt/board.h>

enum {
    BOARD_UART0_BASE = 0x40000000,
    BOARD_UART0_IRQ = 2,    /**< A character was received. */
    BOARD_UART0_TX_IRQ = 3, /**< The transmit FIFO became empty. */
    BOARD_UART0_CLOCK_HZ = 50000000,
    BOARD_TIMER_BASE = 0x40100000,
    BOARD_TIMER_CLOCK_HZ = 10000, /**< Fixed in the model, which ignores the prescaler. */
    BOARD_TIMEBASE_HZ = 10000,
    /** The model counts a deadline in nanoseconds, which must fit into 63 bits: 292 years. */
    BOARD_TIMER_LAST_HI = ((INT64_MAX / 1000000000 * BOARD_TIMEBASE_HZ) >> 32) - 1,
    BOARD_PLIC_BASE = 0x48000000,
    BOARD_PLIC_SOURCES = 179,
};

extern const struct opentitan_uart board_uart0;
extern const struct opentitan_timer board_rv_timer;
extern const struct plic board_plic;

#endif
