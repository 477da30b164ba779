/* SPDX-License-Identifier: MIT */
/** @file
 * The high-frequency clock of a SiFive FE310 (SiFive FE310-G002 Manual, chapter 6, "Clock
 * Generation"; that of the G000 is the same). Core, bus and peripherals run on it.
 *
 * A reset selects the ring oscillator, some 14 MHz and inexact: no UART rate is right on it. Boards
 * call sifive_prci_use_crystal first, and then maybe sifive_prci_use_pll. Both take the chip's
 * ports, timeouts in core cycles and serial flash through a change of their clock: nothing may be
 * on a line, and the flash's divider must suit the new clock.
 */
#ifndef SIFIVE_PRCI_H
#define SIFIVE_PRCI_H

#include <assert.h>
#include <hal/mmio.h>
#include <hal/status.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * How the PLL multiplies the crystal's frequency:
 * crystal / r * f / q / out. The members are in the ranges of SIFIVE_PRCI_CHECK_PLL.
 */
struct sifive_prci_pll {
    uint8_t r;   /**< 1 to 4. Crystal / r must be 6 to 12 MHz. */
    uint8_t f;   /**< 2 to 128, even. Crystal / r * f must be 384 to 768 MHz. */
    uint8_t q;   /**< 2, 4 or 8. */
    uint8_t out; /**< 1, or 2 to 128, even. */
};

/** The frequency in Hz that such members give, as a constant expression. */
#define SIFIVE_PRCI_PLL_HZ(crystal_hz, r, f, q, out) \
    ((uint32_t)((uint64_t)(crystal_hz) * (f) / (r) / (q) / (out)))

/** Fails to compile unless the PLL can do this (manual, section 6.5). */
#define SIFIVE_PRCI_CHECK_PLL(crystal_hz, r, f, q, out)                         \
    static_assert((r) >= 1 && (r) <= 4 && (crystal_hz) / (r) >= 6000000 &&      \
                      (crystal_hz) / (r) <= 12000000,                           \
                  "r must bring the crystal to 6 to 12 MHz");                   \
    static_assert((f) >= 2 && (f) <= 128 && (f) % 2 == 0 &&                     \
                      (uint64_t)(crystal_hz) / (r) * (f) >= 384000000 &&        \
                      (uint64_t)(crystal_hz) / (r) * (f) <= 768000000,          \
                  "f must be even and bring the PLL to 384 to 768 MHz");        \
    static_assert((q) == 2 || (q) == 4 || (q) == 8, "q must be 2, 4 or 8");     \
    static_assert((out) == 1 || ((out) >= 2 && (out) <= 128 && (out) % 2 == 0), \
                  "out must be 1, or even and at most 128")

/** @cond internal */

struct sifive_prci_regs {
    reg_rw32 hfrosccfg;
    reg_rw32 hfxosccfg;
    reg_rw32 pllcfg;
    reg_rw32 plloutdiv;
};
MMIO_ASSERT_OFFSET(struct sifive_prci_regs, pllcfg, 0x8);
MMIO_ASSERT_SIZE(struct sifive_prci_regs, 0x10);

#define SIFIVE_PRCI_READY 0x80000000U /* in the three, LOCK of pllcfg */

enum {
    SIFIVE_PRCI_ENABLE = 1 << 30, /* of an oscillator */

    SIFIVE_PRCI_R_SHIFT = 0, /* in pllcfg */
    SIFIVE_PRCI_F_SHIFT = 4,
    SIFIVE_PRCI_Q_SHIFT = 10,
    SIFIVE_PRCI_SELECT = 1 << 16,
    SIFIVE_PRCI_CRYSTAL = 1 << 17, /* REFSEL */
    SIFIVE_PRCI_BYPASS = 1 << 18,

    SIFIVE_PRCI_OUT_BY_1 = 1 << 8, /* in plloutdiv */

    SIFIVE_PRCI_PATIENCE = 1000000, /* readings; a crystal takes some milliseconds */
};

static inline int sifive_prci_wait(const reg_rw32 *reg)
{
    for (unsigned i = 0; i < SIFIVE_PRCI_PATIENCE; i++) {
        if ((reg_read(reg) & SIFIVE_PRCI_READY) != 0) {
            return HAL_OK;
        }
    }
    return HAL_ERR_TIMEOUT;
}

/** @endcond */

/**
 * Selects the crystal, without the PLL, and turns the PLL and the ring oscillator off. Needs no
 * initialised memory; for board_init, before it configures a port.
 *
 * @param base the address of the PRCI's registers
 * @return HAL_OK, or HAL_ERR_TIMEOUT if there is no crystal or it does not swing: the chip then
 * runs on the ring oscillator; or on what it did, if that oscillator does not swing.
 */
HAL_NODISCARD int sifive_prci_use_crystal(uintptr_t base);

/**
 * Selects the PLL behind the crystal, which must run: call sifive_prci_use_crystal first.
 * Meanwhile the chip runs on the ring oscillator. Not for handlers.
 *
 * @param base the address of the PRCI's registers
 * @param pll checked by SIFIVE_PRCI_CHECK_PLL
 * @param wait waits for 100 us or more, which the PLL takes until its lock says anything
 * @return HAL_OK, or HAL_ERR_TIMEOUT if the PLL does not lock: the chip then runs on the crystal.
 */
HAL_NODISCARD int sifive_prci_use_pll(uintptr_t base, const struct sifive_prci_pll *pll,
                                      void (*wait)(void));

#ifdef __cplusplus
}
#endif

#endif
