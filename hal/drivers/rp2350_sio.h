/* SPDX-License-Identifier: MIT */
/** @file
 * The single-cycle I/O of an RP2350, as far as its two RISC-V cores need it: software interrupts,
 * and the start of core 1 ("RP2350 Datasheet", chapters SIO and "Launching code on processor core
 * 1"). The machine timer, which is there too, is served by `aclint_mtimer`. **None of this has run
 * on a chip.**
 */
#ifndef RP2350_SIO_H
#define RP2350_SIO_H

#include <hal/status.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    RP2350_SIO_MTIME = 0x1b0,    /**< The offset of mtime from the base of the SIO. */
    RP2350_SIO_MTIMECMP = 0x1b8, /**< That of mtimecmp; each core has its own there. */
};

/** Raises or clears the software interrupt of core @p core, 0 or 1, of the SIO at @p base. */
void rp2350_sio_set_software_irq(uintptr_t base, uint32_t core, bool pending);

/**
 * Makes core 1, which waits in the boot ROM after a reset of the chip, jump to @p entry with stack
 * pointer @p stack and mtvec @p vector. For core 0. The mailbox between the cores must not be in
 * use.
 *
 * @return HAL_OK, or HAL_ERR_TIMEOUT if the boot ROM does not answer: core 1 runs already.
 */
HAL_NODISCARD int rp2350_sio_launch_core1(uintptr_t base, uintptr_t entry, uintptr_t stack,
                                          uintptr_t vector);

#ifdef __cplusplus
}
#endif

#endif
