/* SPDX-License-Identifier: MIT */
/*
 * The clock driver of the FE310 on a modelled PRCI. The model has the frequency of the core's
 * clock, and fails the test when the core would have none, or one that has not settled.
 */
#include <host_test.h>
#include <model.h>
#include <sifive_prci.h>
#include <string.h>

enum {
    BASE = 0x10008000,
    HFROSCCFG = 0x0,
    HFXOSCCFG = 0x4,
    PLLCFG = 0x8,
    PLLOUTDIV = 0xc,
    CRYSTAL_HZ = 16000000,
    RING_HZ = 14400000,
};

#define READY   0x80000000U
#define ENABLE  0x40000000U
#define SELECT  0x10000U
#define CRYSTAL 0x20000U
#define BYPASS  0x40000U

static struct {
    struct model_device device;
    uint32_t ring, crystal, pll, divider;
    unsigned crystal_takes; /* readings until the crystal swings */
    bool has_waited;        /* since the PLL was changed */
    bool never_locks;
} model;

static bool is_bypassed(void)
{
    return (model.pll & BYPASS) != 0;
}

static bool crystal_swings(void)
{
    return (model.crystal & ENABLE) != 0 && model.crystal_takes == 0;
}

static bool is_locked(void)
{
    return !is_bypassed() && crystal_swings() && model.has_waited && !model.never_locks;
}

static uint32_t divided(uint32_t hz)
{
    return (model.divider & 0x100) != 0 ? hz : hz / 2 / ((model.divider & 0x3f) + 1);
}

/* The frequency of what the selector chose (manual, figure "Clock generation"). */
static uint32_t core_hz(void)
{
    if ((model.pll & SELECT) == 0) {
        assert_true((model.ring & ENABLE) != 0);
        return RING_HZ;
    }
    assert_true((model.pll & CRYSTAL) != 0);
    assert_true(crystal_swings());
    if (is_bypassed()) {
        return divided(CRYSTAL_HZ);
    }
    assert_true(is_locked());
    const uint64_t reference = CRYSTAL_HZ / ((model.pll & 7) + 1);
    const uint64_t vco = reference * 2 * ((model.pll >> 4 & 0x3f) + 1);
    const unsigned halvings = model.pll >> 10 & 3;
    assert_in_range(reference, 6000000, 12000000);
    assert_in_range(vco, 384000000, 768000000);
    assert_int_not_equal(halvings, 0);
    return divided((uint32_t)(vco >> halvings));
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    switch (offset) {
    case HFROSCCFG:
        return model.ring | ((model.ring & ENABLE) != 0 ? READY : 0);
    case HFXOSCCFG:
        if ((model.crystal & ENABLE) != 0 && model.crystal_takes != 0) {
            model.crystal_takes--;
            return model.crystal;
        }
        return model.crystal | (crystal_swings() ? READY : 0);
    case PLLCFG:
        return model.pll | (is_locked() ? READY : 0);
    default:
        fail_msg("read at %#x", offset);
        return 0;
    }
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    switch (offset) {
    case HFROSCCFG:
        model.ring = value;
        break;
    case HFXOSCCFG:
        model.crystal = value;
        break;
    case PLLCFG:
        /* The multiplier must not change under a running PLL. */
        assert_true((value & BYPASS) != 0 || ((model.pll ^ value) & 0xfff) == 0);
        model.has_waited = model.has_waited && (model.pll | SELECT) == (value | SELECT);
        model.pll = value;
        break;
    default:
        model.divider = value;
    }
    assert_true(core_hz() <= 320000000); /* the core's limit (G002 data sheet) */
}

static void wait(void)
{
    model.has_waited = true;
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.ring = ENABLE | 16 << 16 | 4;
    model.pll = CRYSTAL | BYPASS | 0x6f1; /* as after a reset */
    model.crystal_takes = 1000;
    model.device.base = BASE;
    model.device.size = 0x10;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model_detach_all();
    model_attach(&model.device);
    return 0;
}

static void the_crystal_is_used_once_it_swings(void **state)
{
    (void)state;
    model.divider = 1; /* what firmware before may have left */
    const uint32_t trim = model.ring & ~ENABLE;
    assert_int_equal(sifive_prci_use_crystal(BASE), HAL_OK);
    assert_int_equal(core_hz(), CRYSTAL_HZ);
    assert_int_equal(model.ring & ~READY, trim);
}

static void the_crystal_follows_the_pll(void **state)
{
    const struct sifive_prci_pll pll = {2, 96, 2, 4};
    (void)state;
    assert_int_equal(sifive_prci_use_crystal(BASE), HAL_OK);
    assert_int_equal(sifive_prci_use_pll(BASE, &pll, wait), HAL_OK);
    assert_int_equal(sifive_prci_use_crystal(BASE), HAL_OK);
    assert_int_equal(core_hz(), CRYSTAL_HZ);
}

static void without_a_crystal_the_ring_oscillator_stays(void **state)
{
    (void)state;
    model.crystal_takes = UINT32_MAX;
    assert_int_equal(sifive_prci_use_crystal(BASE), HAL_ERR_TIMEOUT);
    assert_int_equal(core_hz(), RING_HZ);
}

static void the_pll_is_used_once_it_is_locked(void **state)
{
    static const struct {
        struct sifive_prci_pll pll;
        uint32_t hz;
    } plls[] = {
        {{2, 80, 2, 1}, 320000000}, {{2, 64, 2, 1}, 256000000}, {{2, 96, 4, 1}, 192000000},
        {{2, 64, 8, 2}, 32000000},  {{2, 48, 8, 128}, 375000},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(plls) / sizeof(plls[0]); i++) {
        const struct sifive_prci_pll *const pll = &plls[i].pll;
        (void)set_up(state);
        assert_int_equal(sifive_prci_use_crystal(BASE), HAL_OK);
        assert_int_equal(sifive_prci_use_pll(BASE, pll, wait), HAL_OK);
        assert_int_equal(core_hz(), plls[i].hz);
        assert_int_equal(SIFIVE_PRCI_PLL_HZ(CRYSTAL_HZ, pll->r, pll->f, pll->q, pll->out),
                         plls[i].hz);
        assert_int_equal(model.ring & ENABLE, 0);
    }
}

static void the_pll_can_be_changed(void **state)
{
    (void)state;
    assert_int_equal(sifive_prci_use_crystal(BASE), HAL_OK);
    for (unsigned f = 48; f <= 80; f += 2) {
        const struct sifive_prci_pll pll = {2, (uint8_t)f, 2, 1};
        assert_int_equal(sifive_prci_use_pll(BASE, &pll, wait), HAL_OK);
        assert_int_equal(core_hz(), CRYSTAL_HZ / 2 * f / 2);
    }
}

static void a_pll_that_never_locks_leaves_the_crystal(void **state)
{
    const struct sifive_prci_pll pll = {2, 80, 2, 1};
    (void)state;
    assert_int_equal(sifive_prci_use_crystal(BASE), HAL_OK);
    model.never_locks = true;
    assert_int_equal(sifive_prci_use_pll(BASE, &pll, wait), HAL_ERR_TIMEOUT);
    assert_int_equal(core_hz(), CRYSTAL_HZ);
}

int main(void)
{
    SIFIVE_PRCI_CHECK_PLL(CRYSTAL_HZ, 2, 80, 2, 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_crystal_is_used_once_it_swings, set_up),
        cmocka_unit_test_setup(the_crystal_follows_the_pll, set_up),
        cmocka_unit_test_setup(without_a_crystal_the_ring_oscillator_stays, set_up),
        cmocka_unit_test_setup(the_pll_is_used_once_it_is_locked, set_up),
        cmocka_unit_test_setup(the_pll_can_be_changed, set_up),
        cmocka_unit_test_setup(a_pll_that_never_locks_leaves_the_crystal, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
