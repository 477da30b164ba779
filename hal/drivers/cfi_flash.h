/* SPDX-License-Identifier: MIT */
/** @file
 * Parallel NOR flash: two 16-bit chips side by side on a 32-bit bus, as on the virt machine of
 * QEMU, with the Intel command set (JEDEC JESD68.01 Common Flash Interface, command set 0001).
 *
 * Code must not run from the bank while it is being queried, programmed or erased. The content may
 * also be read through memory at the base address between calls.
 */
#ifndef CFI_FLASH_H
#define CFI_FLASH_H

#include <hal/block.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What hal_block_open found. */
struct cfi_flash_state {
    struct hal_block_geometry geometry; /**< Of both chips together. */
    uint32_t buffer_size;               /**< Bytes that one programming command can take. */
};

/** A bank; constant. */
struct cfi_flash {
    struct hal_block block;        /**< With cfi_flash_ops. */
    uintptr_t base;                /**< Where the bank begins, a multiple of 4. */
    const struct hal_timer *timer; /**< Bounds how long a command may take. */
    struct cfi_flash_state *state; /**< The bank's own. */
};

/** For the @c block.ops of every bank. The program unit is 4 bytes; so is the read unit. */
extern const struct hal_block_ops cfi_flash_ops;

#ifdef __cplusplus
}
#endif

#endif
