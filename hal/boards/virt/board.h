/* SPDX-License-Identifier: MIT */
/*
 * The devices of QEMU's "virt" machine. Only applications that use more than the console need it.
 *
 * Addresses, sizes and interrupt numbers are from QEMU's device tree of the machine.
 */
#ifndef BOARD_H
#define BOARD_H

#include <cfi_flash.h>
#include <clint.h>
#include <goldfish_rtc.h>
#include <ns16550.h>
#include <plic.h>
#include <rt/board.h>
#include <sifive_test.h>
#include <virtio_blk.h>
#include <virtio_rng.h>

/* The boot hart's mhartid, the same as rt_boot_hart in ld/virt.ld. A macro, so that board.c can be
 * compiled for another boot hart. */
#ifndef BOARD_BOOT_HART
#define BOARD_BOOT_HART 0
#endif

enum {
    BOARD_TEST_BASE = 0x100000,
    BOARD_TEST_SIZE = 0x1000,
    BOARD_RTC_BASE = 0x101000,
    BOARD_RTC_SIZE = 0x1000,
    BOARD_RTC_IRQ = 11,
    BOARD_CLINT_BASE = 0x2000000,
    BOARD_CLINT_SIZE = 0x10000,
    BOARD_PCIE_IO_BASE = 0x3000000,
    BOARD_PCIE_IO_SIZE = 0x10000,
    BOARD_PLIC_BASE = 0xc000000,
    BOARD_PLIC_SIZE = 0x600000,
    BOARD_PLIC_SOURCES = 95,
    BOARD_UART0_BASE = 0x10000000,
    BOARD_UART0_SIZE = 0x100,
    BOARD_UART0_IRQ = 10,
    BOARD_UART0_CLOCK_HZ = 3686400,
    BOARD_VIRTIO0_BASE = 0x10001000,
    BOARD_VIRTIO0_SIZE = 0x1000,
    BOARD_VIRTIO7_BASE = 0x10008000,
    BOARD_FW_CFG_BASE = 0x10100000,
    BOARD_FW_CFG_SIZE = 0x18,
    BOARD_FLASH0_BASE = 0x20000000,
    BOARD_FLASH0_SIZE = 0x2000000,
    BOARD_FLASH1_BASE = 0x22000000,
    BOARD_FLASH1_SIZE = 0x2000000,
    BOARD_PCIE_BASE = 0x30000000,
    BOARD_PCIE_SIZE = 0x10000000,
    BOARD_PCIE_MEMORY_BASE = 0x40000000,
    BOARD_PCIE_MEMORY_SIZE = 0x40000000,
    BOARD_TIMEBASE_HZ = 10000000,
};

extern const struct ns16550 board_uart0;
extern const struct clint board_clint;
extern const struct plic board_plic; /**< The boot hart, machine mode. */
extern const struct goldfish_rtc board_rtc;
extern const struct virtio_rng board_virtio_rng; /**< The first -device virtio-rng-device. */
extern const struct virtio_blk board_virtio_blk; /**< The first -device virtio-blk-device. */
extern const struct cfi_flash board_flash1;      /**< The second bank, from which no board runs. */

#endif
