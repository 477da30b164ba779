/* SPDX-License-Identifier: MIT */
/*
 * The RP2350 with a crystal of 12 MHz and a console on the pins GPIO0 and GPIO1, as the Pico 2 has
 * them ("RP2350 Datasheet"). **None of this has run on a chip.**
 */
#ifndef BOARD_H
#define BOARD_H

#include <aclint_mtimer.h>
#include <pl011.h>
#include <rp2350_clocks.h>
#include <rp2350_sio.h>
#include <rt/board.h>
#include <xh3irq.h>

enum {
    BOARD_CRYSTAL_HZ = 12000000,
    BOARD_CLOCK_HZ = 150000000, /**< Of the cores and the peripherals. */
    BOARD_TIMEBASE_HZ = 1000000,
    BOARD_CLOCKS_BASE = 0x40010000,
    BOARD_RESETS_BASE = 0x40020000,
    BOARD_XOSC_BASE = 0x40048000,
    BOARD_PLL_SYS_BASE = 0x40050000,
    BOARD_TICKS_BASE = 0x40108000,
    BOARD_IO_BASE = 0x40028000,
    BOARD_PADS_BASE = 0x40038000,
    BOARD_UART0_BASE = 0x40070000,
    BOARD_UART0_IRQ = XH3IRQ_SOURCE(33),
    BOARD_UART0_CLOCK_HZ = BOARD_CLOCK_HZ,
    BOARD_IRQS = 52,
};

/** The address of the single-cycle I/O. */
#define BOARD_SIO_BASE UINT32_C(0xd0000000)

extern const struct pl011 board_uart0;          /**< GPIO0 sends, GPIO1 receives. */
extern const struct aclint_mtimer board_mtimer; /**< The boot hart's. */
extern const struct xh3irq board_xh3irq;        /**< The boot hart's. */

#endif
