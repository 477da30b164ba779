/* SPDX-License-Identifier: MIT */
/*
 * The clock of a SiFive FE310. The crystal comes through the PLL's bypass, so there is one
 * selector: ring oscillator, or what the PLL passes on. The PLL is changed while the crystal
 * bypasses it, and the crystal is selected while the ring oscillator runs.
 */
#include <sifive_prci.h>

static struct sifive_prci_regs *regs_of(uintptr_t base)
{
    return (struct sifive_prci_regs *)base;
}

enum {
    CRYSTAL_ALONE = SIFIVE_PRCI_CRYSTAL | SIFIVE_PRCI_BYPASS,
};

/* So that neither the PLL nor its divider changes under the core. A loader may have selected it,
 * and trimmed the oscillator. */
static int use_ring(struct sifive_prci_regs *r)
{
    reg_update(&r->hfrosccfg, SIFIVE_PRCI_ENABLE, SIFIVE_PRCI_ENABLE);
    if (sifive_prci_wait(&r->hfrosccfg) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    reg_write(&r->pllcfg, CRYSTAL_ALONE);
    return HAL_OK;
}

int sifive_prci_use_crystal(uintptr_t base)
{
    struct sifive_prci_regs *const r = regs_of(base);

    if (use_ring(r) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    reg_write(&r->hfxosccfg, SIFIVE_PRCI_ENABLE);
    if (sifive_prci_wait(&r->hfxosccfg) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    /* The output divider is behind the bypass too. */
    reg_write(&r->plloutdiv, SIFIVE_PRCI_OUT_BY_1);
    reg_write(&r->pllcfg, CRYSTAL_ALONE | SIFIVE_PRCI_SELECT);
    reg_update(&r->hfrosccfg, SIFIVE_PRCI_ENABLE, 0);
    return HAL_OK;
}

static uint32_t multiplier(const struct sifive_prci_pll *pll)
{
    const uint32_t halvings = pll->q == 2 ? 1 : (pll->q == 4 ? 2 : 3);

    return (pll->r - 1U) << SIFIVE_PRCI_R_SHIFT | (pll->f / 2U - 1) << SIFIVE_PRCI_F_SHIFT |
           halvings << SIFIVE_PRCI_Q_SHIFT | SIFIVE_PRCI_CRYSTAL;
}

int sifive_prci_use_pll(uintptr_t base, const struct sifive_prci_pll *pll, void (*wait)(void))
{
    struct sifive_prci_regs *const r = regs_of(base);

    if (use_ring(r) != HAL_OK) {
        return HAL_ERR_TIMEOUT;
    }
    reg_write(&r->pllcfg, multiplier(pll) | SIFIVE_PRCI_BYPASS);
    reg_write(&r->pllcfg, multiplier(pll));
    wait();
    if (sifive_prci_wait(&r->pllcfg) != HAL_OK) {
        hal_ignore(sifive_prci_use_crystal(base));
        return HAL_ERR_TIMEOUT;
    }
    reg_write(&r->plloutdiv, pll->out == 1 ? SIFIVE_PRCI_OUT_BY_1 : pll->out / 2U - 1);
    reg_write(&r->pllcfg, multiplier(pll) | SIFIVE_PRCI_SELECT);
    reg_update(&r->hfrosccfg, SIFIVE_PRCI_ENABLE, 0);
    return HAL_OK;
}
