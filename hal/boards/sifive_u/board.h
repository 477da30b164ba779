/* SPDX-License-Identifier: MIT */
/*
 * The devices of the HiFive Unleashed, QEMU's "sifive_u" machine. Addresses and interrupt numbers
 * are from QEMU's device tree of the machine.
 */
#ifndef BOARD_H
#define BOARD_H

#include <clint.h>
#include <plic.h>
#include <rt/board.h>
#include <sd_spi.h>
#include <sifive_gpio.h>
#include <sifive_spi.h>
#include <sifive_uart.h>
#include <spi_nor.h>

enum {
    BOARD_CLINT_BASE = 0x2000000,
    BOARD_PLIC_BASE = 0xc000000,
    BOARD_PLIC_SOURCES = 53,
    BOARD_UART0_BASE = 0x10010000,
    BOARD_UART0_IRQ = 4,
    BOARD_UART1_BASE = 0x10011000,
    BOARD_UART1_IRQ = 5,
    BOARD_SPI0_BASE = 0x10040000, /**< The serial flash. */
    BOARD_SPI0_IRQ = 51,
    BOARD_SPI2_BASE = 0x10050000, /**< The SD card. */
    BOARD_SPI2_IRQ = 6,
    BOARD_GPIO_BASE = 0x10060000,
    BOARD_GPIO_IRQ = 7, /**< Of pin 0; the other pins' numbers follow. */
    BOARD_GPIO_PINS = 16,
    BOARD_TIMEBASE_HZ = 1000000,
    /* After reset the core runs from the 33.33 MHz crystal, and the devices at half of that. */
    BOARD_DEVICE_CLOCK_HZ = 16666666,
};

extern const struct sifive_uart board_uart0;
extern const struct sifive_uart board_uart1;
extern const struct sifive_gpio board_gpio;
extern const struct sifive_spi board_spi0;
extern const struct sifive_spi board_spi2;
extern const struct spi_nor board_flash;
extern const struct sd_spi board_sd;
extern const struct clint board_clint; /**< Hart 0's timer. */
extern const struct plic board_plic;   /**< Hart 0, machine mode. */

#endif
