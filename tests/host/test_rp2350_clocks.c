/* SPDX-License-Identifier: MIT */
/* The RP2350's clocks on modelled registers that have the frequency of the core. */
#include <host_test.h>
#include <model.h>
#include <rp2350_clocks.h>
#include <string.h>

enum {
    CLOCKS = 0x40010000,
    RESETS = 0x40020000,
    XOSC = 0x40048000,
    PLL = 0x40050000,
    TICKS = 0x40108000,
    CRYSTAL_MHZ = 12,
    RING_HZ = 11000000,
    NEVER = 1U << 30,
};

static struct {
    struct model_device clocks, resets, xosc, pll, ticks;
    uint32_t ref_ctrl, sys_ctrl, peri_ctrl, ref_div, sys_div, peri_div;
    unsigned peri_left; /* readings until it stands still */
    uint32_t stuck;     /* the offset of the register of a selector that stays where it is */
    uint32_t in_reset;
    uint32_t startup;
    uint32_t cs, pwr, feedback, prim;
    bool crystal_is_on;
    unsigned crystal_delay, lock_delay, release_delay; /* readings until it is ready */
    unsigned locks_after;                              /* lock_delay after a reset of the PLL */
    uint32_t tick_ctrl, tick_cycles;
} model;

static const struct rp2350_clocks chip = {
    .clocks = CLOCKS, .resets = RESETS, .xosc = XOSC, .pll_sys = PLL, .ticks = TICKS};
static const struct rp2350_pll pll_150 = {125, 5, 2};

static bool crystal_swings(void)
{
    return model.crystal_is_on && model.crystal_delay == 0;
}

static bool pll_swings(void)
{
    return (model.in_reset & RP2350_PLL_SYS) == 0 && (model.pwr & 0x29) == 0 &&
           model.lock_delay == 0 && crystal_swings();
}

static uint32_t reference_hz(void)
{
    if ((model.ref_ctrl & 3) == 2) {
        assert_true(crystal_swings());
        return CRYSTAL_MHZ * 1000000;
    }
    return RING_HZ;
}

/* A clock that does not swing must not be selected. */
static uint32_t core_hz(void)
{
    assert_int_equal(model.ref_div, 1 << 16);
    assert_int_equal(model.sys_div, 1 << 16);
    if ((model.sys_ctrl & 1) == 0) {
        return reference_hz();
    }
    assert_int_equal(model.sys_ctrl >> 5 & 7, 0);
    assert_true(pll_swings());
    return CRYSTAL_MHZ * 1000000 * model.feedback / (model.prim >> 16 & 7) / (model.prim >> 12 & 7);
}

static uint32_t load_clocks(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset == model.stuck) {
        return 1;
    }
    switch (offset) {
    case 0x38:
        return 1U << (model.ref_ctrl & 3);
    case 0x3c:
        return model.sys_ctrl;
    case 0x48:
        model.peri_left -= model.peri_left != 0;
        return model.peri_ctrl | (model.peri_left != 0 ? 1U << 28 : 0);
    default:
        assert_int_equal(offset, 0x44);
        return 1U << (model.sys_ctrl & 1);
    }
}

static void store_clocks(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    const uint32_t before = model.sys_ctrl;
    switch (offset) {
    case 0x30:
        model.ref_ctrl = value;
        break;
    case 0x34:
        model.ref_div = value;
        break;
    case 0x3c:
        model.sys_ctrl = value;
        /* The auxiliary source changes only while it is not selected. */
        assert_true(before == value || (before & value & 1) == 0 ||
                    (before & 0xe0) == (value & 0xe0));
        assert_true((before & 1) != 0 || (value & 1) == 0 || (before & 0xe0) == (value & 0xe0));
        break;
    case 0x40:
        model.sys_div = value;
        break;
    case 0x4c:
        assert_int_equal(model.peri_left, 0);
        model.peri_div = value;
        break;
    default:
        assert_int_equal(offset, 0x48);
        assert_true(value == 0 || (model.peri_ctrl == 0 && model.peri_left == 0));
        model.peri_ctrl = value;
        model.peri_left = value == 0 ? 3 : 0;
    }
    (void)core_hz();
}

static uint32_t load_resets(struct model_device *device, uint32_t offset)
{
    (void)device;
    assert_int_equal(offset, 8);
    if (model.release_delay != 0) {
        model.release_delay -= model.release_delay != NEVER;
        return 0;
    }
    return ~model.in_reset;
}

static void store_resets(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == 0x2000) {
        model.in_reset |= value;
        if ((value & RP2350_PLL_SYS) != 0) {
            model.cs = 1;
            model.pwr = 0x2d;
            model.feedback = 0;
            model.prim = 0x77000;
            model.lock_delay = model.locks_after;
        }
    } else {
        assert_int_equal(offset, 0x3000);
        model.in_reset &= ~value;
    }
    (void)core_hz();
}

static uint32_t load_xosc(struct model_device *device, uint32_t offset)
{
    (void)device;
    assert_int_equal(offset, 4);
    if (model.crystal_is_on && model.crystal_delay != 0 && model.crystal_delay != NEVER) {
        model.crystal_delay--;
    }
    return crystal_swings() ? 0x80001000 : 0x1000;
}

static void store_xosc(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == 0xc) {
        model.startup = value;
    } else {
        assert_int_equal(offset, 0);
        assert_int_equal(value, 0xfabaa0);
        model.crystal_is_on = true;
    }
}

static uint32_t load_pll(struct model_device *device, uint32_t offset)
{
    (void)device;
    assert_int_equal(model.in_reset & RP2350_PLL_SYS, 0);
    if (offset == 4) {
        return model.pwr;
    }
    assert_int_equal(offset, 0);
    if ((model.pwr & 0x21) != 0 || model.feedback == 0) {
        return model.cs;
    }
    if (model.lock_delay != 0) {
        model.lock_delay -= model.lock_delay != NEVER;
        return model.cs;
    }
    return model.cs | 0x80000000;
}

static void store_pll(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    assert_int_equal(model.in_reset & RP2350_PLL_SYS, 0);
    uint32_t *const registers[] = {&model.cs, &model.pwr, &model.feedback, &model.prim};
    *registers[offset / 4] = value;
    (void)core_hz();
}

static void store_ticks(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == 0x40) {
        assert_int_equal(model.tick_ctrl, 0);
        model.tick_cycles = value;
    } else {
        assert_int_equal(offset, 0x3c);
        model.tick_ctrl = value;
    }
}

static void attach(struct model_device *device, uint32_t base, uint32_t size,
                   uint32_t (*load)(struct model_device *, uint32_t),
                   void (*store)(struct model_device *, uint32_t, uint32_t))
{
    *device =
        (struct model_device){.base = base, .size = size, .width = 4, .load = load, .store = store};
    model_attach(device);
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.ref_div = model.sys_div = 1 << 16;
    model.in_reset = UINT32_MAX;
    model.peri_ctrl = 1 << 11;
    model.peri_div = 2 << 16;
    model.tick_ctrl = 1;
    model_detach_all();
    attach(&model.clocks, CLOCKS, 0x100, load_clocks, store_clocks);
    attach(&model.resets, RESETS, 0x4000, load_resets, store_resets);
    attach(&model.xosc, XOSC, 0x10, load_xosc, store_xosc);
    attach(&model.pll, PLL, 0x10, load_pll, store_pll);
    attach(&model.ticks, TICKS, 0x48, NULL, store_ticks);
    return 0;
}

static void assert_running(uint32_t hz)
{
    assert_int_equal(core_hz(), hz);
    assert_int_equal(reference_hz(), CRYSTAL_MHZ * 1000000);
    assert_int_equal(model.peri_ctrl, 1 << 11);
    assert_int_equal(model.peri_div, 1 << 16);
    assert_int_equal(model.tick_ctrl, 1);
    assert_int_equal(model.tick_cycles, CRYSTAL_MHZ);
    /* 256 * startup cycles of the crystal are at least the 1 ms that one takes. */
    assert_true(256 * model.startup >= 1000 * CRYSTAL_MHZ);
}

static void the_core_runs_at_150_mhz_and_the_tick_is_a_microsecond(void **state)
{
    (void)state;
    RP2350_CHECK_PLL(12000000, 125, 5, 2);
    static_assert(RP2350_PLL_HZ(12000000, 125, 5, 2) == 150000000, "the frequency is exact");
    model.crystal_delay = model.locks_after = model.release_delay = 10;
    assert_int_equal(rp2350_clocks_start(&chip, CRYSTAL_MHZ, &pll_150), HAL_OK);
    assert_running(150000000);
}

/* The boot ROM may have started the PLL, or an image before this one. */
static void clocks_that_run_are_started_again(void **state)
{
    (void)state;
    const struct rp2350_pll slower = {125, 6, 5};
    assert_int_equal(rp2350_clocks_start(&chip, CRYSTAL_MHZ, &pll_150), HAL_OK);
    model.locks_after = 5;
    assert_int_equal(rp2350_clocks_start(&chip, CRYSTAL_MHZ, &slower), HAL_OK);
    assert_running(50000000);
}

static void a_crystal_that_does_not_swing_leaves_the_ring_oscillator(void **state)
{
    (void)state;
    model.crystal_delay = NEVER;
    assert_int_equal(rp2350_clocks_start(&chip, CRYSTAL_MHZ, &pll_150), HAL_ERR_TIMEOUT);
    assert_int_equal(core_hz(), RING_HZ);
    assert_int_equal(model.peri_ctrl, 1 << 11);
}

static void a_pll_that_does_not_lock_leaves_the_crystal(void **state)
{
    (void)state;
    model.locks_after = NEVER;
    assert_int_equal(rp2350_clocks_start(&chip, CRYSTAL_MHZ, &pll_150), HAL_ERR_TIMEOUT);
    assert_int_equal(core_hz(), CRYSTAL_MHZ * 1000000);
    model.release_delay = NEVER;
    assert_int_equal(rp2350_clocks_start(&chip, CRYSTAL_MHZ, &pll_150), HAL_ERR_TIMEOUT);
    assert_int_equal(core_hz(), CRYSTAL_MHZ * 1000000);
}

static void a_selector_that_does_not_follow_is_told(void **state)
{
    (void)state;
    model.stuck = 0x38;
    assert_int_equal(rp2350_clocks_start(&chip, CRYSTAL_MHZ, &pll_150), HAL_ERR_TIMEOUT);
    model.stuck = 0x44;
    assert_int_equal(rp2350_clocks_start(&chip, CRYSTAL_MHZ, &pll_150), HAL_ERR_TIMEOUT);
}

static void blocks_are_released_alone(void **state)
{
    (void)state;
    model.release_delay = 3;
    assert_int_equal(rp2350_clocks_release(&chip, RP2350_UART0 | RP2350_IO_BANK0), HAL_OK);
    assert_int_equal(model.in_reset, ~(uint32_t)(RP2350_UART0 | RP2350_IO_BANK0));
    model.release_delay = NEVER;
    assert_int_equal(rp2350_clocks_release(&chip, RP2350_PADS_BANK0), HAL_ERR_TIMEOUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_core_runs_at_150_mhz_and_the_tick_is_a_microsecond, set_up),
        cmocka_unit_test_setup(clocks_that_run_are_started_again, set_up),
        cmocka_unit_test_setup(a_crystal_that_does_not_swing_leaves_the_ring_oscillator, set_up),
        cmocka_unit_test_setup(a_pll_that_does_not_lock_leaves_the_crystal, set_up),
        cmocka_unit_test_setup(a_selector_that_does_not_follow_is_told, set_up),
        cmocka_unit_test_setup(blocks_are_released_alone, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
