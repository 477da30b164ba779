/* SPDX-License-Identifier: MIT */
/** @file
 * Parallel NOR flash: two 16-bit chips side by side on a 32-bit bus, as on QEMU's virt machine.
 * Uses the Intel command set (JEDEC JESD68.01 Common Flash Interface, command set 0001).
 *
 * Code must not run from the bank while it is being queried, programmed or erased. Between calls,
 * the content can also be read directly at the base address.
 */
#ifndef CFI_FLASH_H
#define CFI_FLASH_H

#include <hal/block.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Filled in by hal_block_open. */
struct cfi_flash_state {
    struct hal_block_geometry geometry; /**< Of both chips together. */
    uint32_t buffer_size;               /**< Maximum bytes of one programming command. */
};

/** A bank; constant. */
struct cfi_flash {
    struct hal_block block;        /**< With cfi_flash_ops. */
    uintptr_t base;                /**< The bank's address, a multiple of 4. */
    const struct hal_timer *timer; /**< Limits the time of each command. */
    struct cfi_flash_state *state; /**< Not shared with other banks. */
};

/** The @c block.ops of every bank. The program unit and the read unit are 4 bytes. */
extern const struct hal_block_ops cfi_flash_ops;

#ifdef __cplusplus
}
#endif

#endif
