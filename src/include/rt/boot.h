/* SPDX-License-Identifier: MIT */
/** @file
 * What the stage before passed to this firmware: a0, a1 and a2 at reset.
 *
 *     const void *const tree = rt_boot_args.device_tree;
 */
#ifndef RT_BOOT_H
#define RT_BOOT_H

/**
 * The boot hart's registers as they were, unchecked. On a machine without a stage before, they may
 * hold anything. So compare the magic number of the tree before you read more of it. Under
 * protection the tree must be in RAM or in a window that the board declares; rt_protect_open
 * (rt/protect.h) opens others.
 */
struct rt_boot_args {
    unsigned long hart_id;   /**< a0: mhartid. */
    const void *device_tree; /**< a1: a flattened device tree, aligned to 8 bytes (Devicetree
                                specification 0.4, chapter 5), or NULL. */
    unsigned long info;      /**< a2: what both stages agreed on, such as the address of the struct
                                fw_dynamic_info that OpenSBI's fw_dynamic gets. */
};

/**
 * Set before board_init and constructors, also in MINIMAL firmware. May be read anywhere.
 *
 * The meaning of a0 and a1 is that of the Linux kernel's boot protocol (Documentation/arch/riscv/
 * boot.rst, "Register state"), which boot ROMs, OpenSBI and U-Boot follow. QEMU's virt and sifive_u
 * pass both, and a struct fw_dynamic_info in a2, also with -bios none.
 *
 * Naming it costs three instructions at the start, their 12 bytes, and three words of data.
 * Firmware that doesn't name it has neither.
 */
extern const struct rt_boot_args rt_boot_args;

#endif
