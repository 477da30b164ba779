/* SPDX-License-Identifier: MIT */
/*
 * The devices of the HiFive1 in both revisions, and of QEMU's "sifive_e" machine. The numbers are
 * from the SiFive FE310-G000 Manual, chapters "Memory Map" and "Interrupts"; what is here is the
 * same in that of the FE310-G002. So are the pins on both revisions (schematics).
 */
#ifndef BOARD_H
#define BOARD_H

#include <clint.h>
#include <plic.h>
#include <rt/board.h>
#include <sifive_gpio.h>
#include <sifive_prci.h>
#include <sifive_uart.h>
#include <sifive_wdog.h>

enum {
    BOARD_CLINT_BASE = 0x2000000,
    BOARD_PLIC_BASE = 0xc000000,
    BOARD_PLIC_SOURCES = 52,
    BOARD_AON_BASE = 0x10000000,
    BOARD_WDOG_IRQ = 1,
    BOARD_PRCI_BASE = 0x10008000,
    BOARD_GPIO_BASE = 0x10012000,
    BOARD_GPIO_IRQ = 8, /**< Of pin 0; the other pins' numbers follow. */
    BOARD_GPIO_PINS = 32,
    BOARD_UART0_BASE = 0x10013000,
    BOARD_UART0_IRQ = 3,
    BOARD_UART0_PINS = 3 << 16,     /**< On the GPIO controller: receive and transmit. */
    BOARD_UART_CLOCK_HZ = 16000000, /**< The crystal, which board_init selects. */
    BOARD_LED_GREEN = 19,
    BOARD_LED_BLUE = 21,
    BOARD_LED_RED = 22,
};

extern const struct sifive_uart board_uart0;
extern const struct sifive_gpio board_gpio;
extern const struct sifive_wdog board_wdog; /**< It resets the chip. */
extern const struct clint board_clint;
extern const struct plic board_plic;

#endif
