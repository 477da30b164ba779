/* SPDX-License-Identifier: MIT */
/** @file
 * Resets and clocks of an RP2350 ("RP2350 Datasheet", chapters Resets, Clocks, XOSC, PLL and Tick
 * generators).
 *
 * A reset selects the ring oscillator, some 11 MHz and inexact: no UART rate is right on it.
 * rp2350_clocks_start makes the crystal the reference clock and the PLL the system clock. The
 * peripherals' clock is the system clock then. **None of this has run on a chip.**
 */
#ifndef RP2350_CLOCKS_H
#define RP2350_CLOCKS_H

#include <assert.h>
#include <hal/status.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where the blocks are; constant. */
struct rp2350_clocks {
    uintptr_t clocks;  /**< Of the selectors and dividers. */
    uintptr_t resets;  /**< Of the resets. */
    uintptr_t xosc;    /**< Of the crystal's oscillator. */
    uintptr_t pll_sys; /**< Of the PLL. */
    uintptr_t ticks;   /**< Of the tick generators. */
};

/** Blocks that a reset holds in reset, for rp2350_clocks_release. */
enum {
    RP2350_IO_BANK0 = 1 << 6,   /**< The functions of the pins. */
    RP2350_PADS_BANK0 = 1 << 9, /**< The drivers of the pins. */
    RP2350_PLL_SYS = 1 << 14,   /**< Taken by rp2350_clocks_start. */
    RP2350_UART0 = 1 << 26,     /**< The port UART0. */
    RP2350_UART1 = 1 << 27,     /**< The port UART1. */
};

/** How the PLL multiplies the crystal's frequency: crystal * feedback / post1 / post2. */
struct rp2350_pll {
    uint16_t feedback; /**< 16 to 320. Crystal * feedback must be 750 to 1600 MHz. */
    uint8_t post1;     /**< 1 to 7, not less than post2. */
    uint8_t post2;     /**< 1 to 7. */
};

/** The frequency in Hz that such members give, as a constant expression. */
#define RP2350_PLL_HZ(crystal_hz, feedback, post1, post2) \
    ((uint32_t)((uint64_t)(crystal_hz) * (feedback) / (post1) / (post2)))

/** Fails to compile unless the PLL can do this, and the core runs at it (150 MHz). */
#define RP2350_CHECK_PLL(crystal_hz, feedback, post1, post2)                      \
    static_assert((feedback) >= 16 && (feedback) <= 320 &&                        \
                      (uint64_t)(crystal_hz) * (feedback) >= 750000000 &&         \
                      (uint64_t)(crystal_hz) * (feedback) <= 1600000000,          \
                  "feedback must bring the PLL to 750 to 1600 MHz");              \
    static_assert((post2) >= 1 && (post1) >= (post2) && (post1) <= 7,             \
                  "post1 and post2 must be 1 to 7, the larger one first");        \
    static_assert(RP2350_PLL_HZ(crystal_hz, feedback, post1, post2) <= 150000000, \
                  "the core runs at 150 MHz at most")

/**
 * Takes @p blocks out of reset, and waits for them. Needs no initialised memory.
 *
 * @return HAL_OK, or HAL_ERR_TIMEOUT if one of them does not come.
 */
HAL_NODISCARD int rp2350_clocks_release(const struct rp2350_clocks *dev, uint32_t blocks);

/**
 * Starts the crystal and the PLL, and selects them; the ring oscillator goes on. The machine timer
 * gets a tick of @p crystal_mhz cycles of the crystal, which is 1 us. Needs no initialised memory;
 * for board_init, before it configures a port.
 *
 * @param dev where the registers are
 * @param crystal_mhz the crystal's frequency, 1 to 15 MHz
 * @param pll checked by RP2350_CHECK_PLL
 * @return HAL_OK, or HAL_ERR_TIMEOUT if the crystal does not swing or the PLL does not lock: the
 * chip then runs on what swings, and the machine timer has no exact rate.
 */
HAL_NODISCARD int rp2350_clocks_start(const struct rp2350_clocks *dev, uint32_t crystal_mhz,
                                      const struct rp2350_pll *pll);

#ifdef __cplusplus
}
#endif

#endif
