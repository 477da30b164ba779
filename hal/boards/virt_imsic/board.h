/* SPDX-License-Identifier: MIT */
/*
 * The devices of QEMU's "virt" machine with an APLIC and IMSICs in place of the PLIC. Only
 * applications that use more than the console need it.
 *
 * Addresses, sizes and interrupt numbers are from QEMU's device tree of the machine.
 */
#ifndef BOARD_H
#define BOARD_H

#include <clint.h>
#include <goldfish_rtc.h>
#include <imsic.h>
#include <ns16550.h>
#include <rt/board.h>
#include <sifive_test.h>

enum {
    BOARD_TEST_BASE = 0x100000,
    BOARD_RTC_BASE = 0x101000,
    BOARD_RTC_IRQ = 11,
    BOARD_MTIME_BASE = 0x2007ff8,
    BOARD_APLIC_BASE = 0xc000000, /**< The domain of machine mode. */
    BOARD_APLIC_SOURCES = 95,
    BOARD_UART0_BASE = 0x10000000,
    BOARD_UART0_IRQ = 10,
    BOARD_UART0_CLOCK_HZ = 3686400,
    BOARD_IMSIC_BASE = 0x24000000, /**< The machine-level interrupt file of hart 0. */
    BOARD_IMSIC_HART_BITS = 3,
    BOARD_IMSIC_IDENTITIES = 255,
    BOARD_TIMEBASE_HZ = 10000000,
};

extern const struct ns16550 board_uart0;
extern const struct clint board_clint; /**< The timer; the harts have no MSIP. */
extern const struct imsic board_imsic; /**< The sources interrupt the boot hart. */
extern const struct goldfish_rtc board_rtc;

#endif
