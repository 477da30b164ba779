/* SPDX-License-Identifier: MIT */
/*
 * Resets and clocks of an RP2350. A selector that is glitchless (SRC) may change at any time, if
 * both clocks run. So before the PLL changes, the system clock is moved to the reference clock.
 */
#include <hal/mmio.h>
#include <rp2350_clocks.h>

enum {
    CLEAR_ALIAS = 0x3000, /* what is written there clears bits */
    SET_ALIAS = 0x2000,

    XOSC_ENABLE = 0xfab << 12,
    XOSC_1_TO_15_MHZ = 0xaa0,
    XOSC_STARTUP_KILOCYCLES = 4, /* counted in 256s, for 1 ms and some reserve */

    REF_IS_XOSC = 2, /* in clk_ref_ctrl */
    SYS_IS_AUX = 1,  /* in clk_sys_ctrl, where the field of the auxiliary source 0 is PLL_SYS */
    PERI_ENABLE = 1 << 11,
    PERI_RUNS = 1 << 28,
    WHOLE = 1 << 16,       /* a divider of 1 */
    SELECTED_REF = 1 << 0, /* in clk_sys_selected */
    SELECTED_AUX = 1 << 1,
    SELECTED_XOSC = 1 << 2, /* in clk_ref_selected */

    PLL_REFERENCE_BY_1 = 1, /* in cs */
    PLL_DOWN = 1 << 0,      /* in pwr */
    PLL_POST_DOWN = 1 << 3,
    PLL_VCO_DOWN = 1 << 5,
    PLL_POST1 = 16, /* shifts in prim */
    PLL_POST2 = 12,

    TICK_ENABLE = 1,
    TICK_OF_MACHINE_TIMER = 5,
    PATIENCE = 1000000, /* readings; a crystal takes some milliseconds */
};

#define READY 0x80000000U /* STABLE of the oscillator, LOCK of the PLL */

struct resets {
    reg_rw32 reset;
    reg_rw32 wdsel;
    reg_ro32 done;
};

struct clock {
    reg_rw32 ctrl;
    reg_rw32 div;
    reg_ro32 selected;
};

struct clocks {
    struct clock gpout[4];
    struct clock ref;
    struct clock sys;
    struct clock peri;
};
MMIO_ASSERT_OFFSET(struct clocks, ref, 0x30);
MMIO_ASSERT_OFFSET(struct clocks, peri, 0x48);

struct xosc {
    reg_rw32 ctrl;
    reg_rw32 status;
    reg_rw32 dormant;
    reg_rw32 startup;
};

struct pll {
    reg_rw32 cs;
    reg_rw32 pwr;
    reg_rw32 fbdiv_int;
    reg_rw32 prim;
};

struct tick {
    reg_rw32 ctrl;
    reg_rw32 cycles;
    reg_ro32 count;
};

static struct clocks *clocks(const struct rp2350_clocks *dev)
{
    return (struct clocks *)dev->clocks;
}

static struct pll *pll_sys(const struct rp2350_clocks *dev)
{
    return (struct pll *)dev->pll_sys;
}

static int wait_for(const volatile void *reg, uint32_t mask)
{
    for (unsigned i = 0; i < PATIENCE; i++) {
        if ((reg_read((const reg_ro32 *)reg) & mask) == mask) {
            return HAL_OK;
        }
    }
    return HAL_ERR_TIMEOUT;
}

int rp2350_clocks_release(const struct rp2350_clocks *dev, uint32_t blocks)
{
    struct resets *const r = (struct resets *)dev->resets;
    reg_write((reg_rw32 *)((uintptr_t)&r->reset + CLEAR_ALIAS), blocks);
    return wait_for(&r->done, blocks);
}

static void hold(const struct rp2350_clocks *dev, uint32_t blocks)
{
    struct resets *const r = (struct resets *)dev->resets;
    reg_write((reg_rw32 *)((uintptr_t)&r->reset + SET_ALIAS), blocks);
}

static int start_crystal(const struct rp2350_clocks *dev, uint32_t crystal_mhz)
{
    struct xosc *const r = (struct xosc *)dev->xosc;
    reg_write(&r->startup, XOSC_STARTUP_KILOCYCLES * crystal_mhz);
    reg_write(&r->ctrl, XOSC_ENABLE | XOSC_1_TO_15_MHZ);
    if (wait_for(&r->status, READY) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    reg_write(&clocks(dev)->ref.ctrl, REF_IS_XOSC);
    reg_write(&clocks(dev)->ref.div, WHOLE);
    return wait_for(&clocks(dev)->ref.selected, SELECTED_XOSC);
}

static int start_pll(const struct rp2350_clocks *dev, const struct rp2350_pll *pll)
{
    hold(dev, RP2350_PLL_SYS);
    if (rp2350_clocks_release(dev, RP2350_PLL_SYS) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    reg_write(&pll_sys(dev)->cs, PLL_REFERENCE_BY_1);
    reg_write(&pll_sys(dev)->fbdiv_int, pll->feedback);
    reg_update(&pll_sys(dev)->pwr, PLL_DOWN | PLL_VCO_DOWN, 0);
    if (wait_for(&pll_sys(dev)->cs, READY) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    reg_write(&pll_sys(dev)->prim,
              (uint32_t)pll->post1 << PLL_POST1 | (uint32_t)pll->post2 << PLL_POST2);
    reg_update(&pll_sys(dev)->pwr, PLL_POST_DOWN, 0);
    return HAL_OK;
}

static int use_reference(const struct rp2350_clocks *dev)
{
    reg_update(&clocks(dev)->sys.ctrl, SYS_IS_AUX, 0);
    return wait_for(&clocks(dev)->sys.selected, SELECTED_REF);
}

static int use_pll(const struct rp2350_clocks *dev)
{
    reg_write(&clocks(dev)->sys.div, WHOLE);
    reg_write(&clocks(dev)->sys.ctrl, 0);
    reg_write(&clocks(dev)->sys.ctrl, SYS_IS_AUX);
    return wait_for(&clocks(dev)->sys.selected, SELECTED_AUX);
}

static void start_tick(const struct rp2350_clocks *dev, uint32_t cycles)
{
    struct tick *const r = (struct tick *)dev->ticks + TICK_OF_MACHINE_TIMER;
    reg_write(&r->ctrl, 0);
    reg_write(&r->cycles, cycles);
    reg_write(&r->ctrl, TICK_ENABLE);
}

int rp2350_clocks_start(const struct rp2350_clocks *dev, uint32_t crystal_mhz,
                        const struct rp2350_pll *pll)
{
    /* Stopped, because its selector is not glitchless. It is the system clock whatever that is. */
    reg_write(&clocks(dev)->peri.ctrl, 0);
    for (unsigned i = 0; i < PATIENCE && (reg_read(&clocks(dev)->peri.ctrl) & PERI_RUNS) != 0;
         i++) {
    }
    reg_write(&clocks(dev)->peri.div, WHOLE);
    reg_write(&clocks(dev)->peri.ctrl, PERI_ENABLE);
    start_tick(dev, crystal_mhz);
    if (start_crystal(dev, crystal_mhz) != HAL_OK || use_reference(dev) != HAL_OK ||
        start_pll(dev, pll) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    return use_pll(dev);
}
