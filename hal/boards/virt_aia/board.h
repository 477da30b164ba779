/* SPDX-License-Identifier: MIT */
/*
 * The devices of QEMU's "virt" machine with an APLIC in place of the PLIC. Only applications that
 * use more than the console need it.
 *
 * Addresses, sizes and interrupt numbers are from QEMU's device tree of the machine.
 */
#ifndef BOARD_H
#define BOARD_H

#include <aplic.h>
#include <clint.h>
#include <goldfish_rtc.h>
#include <ns16550.h>
#include <rt/board.h>
#include <sifive_test.h>

enum {
    BOARD_TEST_BASE = 0x100000,
    BOARD_RTC_BASE = 0x101000,
    BOARD_RTC_IRQ = 11,
    BOARD_CLINT_BASE = 0x2000000,
    BOARD_APLIC_BASE = 0xc000000, /**< The domain of machine mode. */
    BOARD_APLIC_SOURCES = 95,
    BOARD_UART0_BASE = 0x10000000,
    BOARD_UART0_IRQ = 10,
    BOARD_UART0_CLOCK_HZ = 3686400,
    BOARD_TIMEBASE_HZ = 10000000,
};

extern const struct ns16550 board_uart0;
extern const struct clint board_clint;
extern const struct aplic board_aplic; /**< The boot hart. */
extern const struct goldfish_rtc board_rtc;

#endif
