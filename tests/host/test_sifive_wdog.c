/* SPDX-License-Identifier: MIT */
/*
 * The SiFive watchdog driver on a model of the manual's chapters 14 and 15: the key that each write
 * needs and uses up, the scaled comparison, and what it does to the chip.
 */
#include <contract.h>
#include <host_test.h>
#include <model.h>
#include <sifive_wdog.h>
#include <string.h>

enum {
    BASE = 0x10000000,
    CONFIG = 0x00,
    COUNT = 0x08,
    FEED = 0x18,
    KEY = 0x1c,
    COMPARE = 0x20,
    CAUSE = 0x144,
    KEY_VALUE = 0x51f15e,
    FOOD = 0xd09f00d,
    SCALE = 0xf,
    RESETS = 1 << 8,
    RUNS = 3 << 12,
    IS_PENDING = 1 << 28,
    COUNT_MASK = 0x7fffffff,
    CLOCK_HZ = 32768,
    TEST_MS = 1000,
};

static struct {
    struct model_device device;
    uint32_t config, count, compare, cause;
    bool unlocked, was_reset;
    unsigned refused; /* writes without the key */
} model;

/* The comparison holds at any time, whether it counts or not. */
static void compare(void)
{
    const uint32_t scaled = model.count >> (model.config & SCALE) & 0xffff;
    if (scaled >= model.compare) {
        model.config |= IS_PENDING;
        model.was_reset |= (model.config & RESETS) != 0;
    }
}

static void elapse(uint32_t ticks)
{
    if ((model.config & RUNS) != 0) {
        model.count = (model.count + ticks) & COUNT_MASK;
    }
    compare();
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset == CAUSE) {
        return model.cause;
    }
    assert_int_equal(offset, CONFIG);
    return model.config;
}

static void store_unlocked(uint32_t offset, uint32_t value)
{
    if (offset == CONFIG) {
        model.config = value;
    } else if (offset == COMPARE) {
        model.compare = value & 0xffff;
    } else {
        assert_int_equal(offset, FEED);
        model.count = value == FOOD ? 0 : model.count;
    }
    compare();
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == KEY) {
        model.unlocked = value == KEY_VALUE;
    } else if (model.unlocked) {
        model.unlocked = false;
        store_unlocked(offset, value);
    } else {
        model.refused++;
    }
}

static const struct sifive_wdog resets = {{&sifive_wdog_ops}, BASE, false};
static const struct sifive_wdog interrupts = {{&sifive_wdog_ops}, BASE, true};

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.device.base = BASE;
    model.device.size = 0x148;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    /* The manual gives no reset value of wdogcmp0 and wdogcount. */
    model.compare = 0x1234;
    model.count = 0x54321;
    model_detach_all();
    model_attach(&model.device);
    return 0;
}

static int32_t started(const struct sifive_wdog *wdog, uint32_t ms)
{
    const int32_t achieved = hal_watchdog_start(&wdog->watchdog, ms);
    assert_true(achieved > 0);
    assert_false(model.was_reset);
    assert_int_equal(model.refused, 0);
    return achieved;
}

static void keeps_the_watchdog_contract(void **state)
{
    (void)state;
    assert_string_equal(contract_watchdog(&resets.watchdog, TEST_MS) ?: "", "");
    assert_string_equal(contract_watchdog(&interrupts.watchdog, TEST_MS) ?: "", "");
    assert_false(model.was_reset);
}

static uint32_t ticks_before(uint32_t ms)
{
    return (uint32_t)(((uint64_t)ms * CLOCK_HZ + 999) / 1000);
}

/* The first tick may come right after the start, so there may be one more than the time has. */
static void a_timeout_is_never_shorter_and_at_most_a_tick_of_the_scale_longer(void **state)
{
    static const uint32_t spans[] = {
        1,    2,     7,     124,    125,      126,     999,      1000,     1999,     1998,
        2000, 63999, 65535, 123456, 1u << 20, 9999999, 32767999, 32768000, 65533999, 65534000};
    for (size_t i = 0; i < sizeof(spans) / sizeof(spans[0]); i++) {
        (void)set_up(state);
        const uint32_t achieved = (uint32_t)started(&resets, spans[i]);
        const uint32_t before = ticks_before(spans[i]);
        const uint32_t step = UINT32_C(1) << (model.config & SCALE);
        elapse(before);
        assert_false(model.was_reset);
        elapse(step);
        assert_true(model.was_reset);
        const uint32_t last = (model.compare * step) - 1;
        assert_int_equal(achieved, (uint64_t)last * 1000 / CLOCK_HZ);
        assert_true(achieved >= spans[i] && achieved - spans[i] <= step * 1000 / CLOCK_HZ + 1);
        /* The smallest scale. */
        assert_true(step == 1 || model.compare * step / (step / 2) > 0xffff);
    }
}

static void a_timeout_out_of_range_leaves_the_device_alone(void **state)
{
    (void)state;
    assert_int_equal(hal_watchdog_start(&resets.watchdog, 0), HAL_ERR_INVALID);
    assert_int_equal(hal_watchdog_start(&resets.watchdog, SIFIVE_WDOG_MAX_MS + 1), HAL_ERR_INVALID);
    assert_int_equal(model_accesses(&model.device), 0);
}

static void a_feed_begins_the_timeout_anew(void **state)
{
    (void)state;
    (void)started(&resets, TEST_MS);
    for (unsigned i = 0; i < 5; i++) {
        elapse(ticks_before(TEST_MS));
        hal_watchdog_feed(&resets.watchdog);
    }
    assert_false(model.was_reset);
    elapse(ticks_before(TEST_MS) + 1);
    assert_true(model.was_reset);
}

static void it_counts_while_the_core_sleeps(void **state)
{
    (void)state;
    (void)started(&resets, TEST_MS);
    assert_int_equal(model.config & RUNS, 1 << 12);
}

static void a_stopped_one_does_nothing(void **state)
{
    (void)state;
    (void)started(&resets, TEST_MS);
    assert_int_equal(hal_watchdog_stop(&resets.watchdog), HAL_OK);
    elapse(10 * ticks_before(TEST_MS));
    assert_false(model.was_reset);
}

/* Neither the old count with the new timeout nor the other way round. */
static void a_restart_does_not_act_on_the_old_count(void **state)
{
    (void)state;
    (void)started(&resets, 60000);
    elapse(ticks_before(59999));
    (void)started(&resets, 1);
    elapse(ticks_before(1));
    assert_false(model.was_reset);
    elapse(1);
    assert_true(model.was_reset);
}

static void one_that_interrupts_does_not_reset(void **state)
{
    (void)state;
    (void)started(&interrupts, TEST_MS);
    assert_int_equal(model.config & IS_PENDING, 0);
    elapse(ticks_before(TEST_MS) + 1);
    assert_false(model.was_reset);
    assert_int_equal(model.config & IS_PENDING, IS_PENDING);
}

static void its_interrupt_ends_when_it_is_acknowledged_and_comes_again(void **state)
{
    (void)state;
    (void)started(&interrupts, TEST_MS);
    for (unsigned i = 0; i < 3; i++) {
        elapse(ticks_before(TEST_MS) + 1);
        assert_int_equal(model.config & IS_PENDING, IS_PENDING);
        sifive_wdog_acknowledge(&interrupts);
        assert_int_equal(model.config & IS_PENDING, 0);
        elapse(ticks_before(TEST_MS));
        assert_int_equal(model.config & IS_PENDING, 0);
        sifive_wdog_acknowledge(&interrupts);
    }
    assert_int_equal(model.refused, 0);
}

static void only_its_own_reset_is_named(void **state)
{
    (void)state;
    for (uint32_t cause = 0; cause < 0x400; cause++) {
        model.cause = cause;
        assert_int_equal(hal_watchdog_caused_reset(&resets.watchdog), cause >> 8 == 2);
    }
}

static void feed_in_handler(void)
{
    hal_watchdog_feed(&resets.watchdog);
}

static void acknowledge(void)
{
    sifive_wdog_acknowledge(&resets);
}

static void restart(void)
{
    (void)started(&resets, TEST_MS);
}

static void stop(void)
{
    hal_ignore(hal_watchdog_stop(&resets.watchdog));
}

/* A handler that feeds takes the key away. */
static void a_handler_that_feeds_in_between_locks_nothing(void **state)
{
    static void (*const calls[])(void) = {restart, stop, feed_in_handler, acknowledge};
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        (void)set_up(state);
        calls[i]();
        const uint32_t config = model.config;
        model_set_interrupt(feed_in_handler);
        calls[i]();
        model_set_interrupt(NULL);
        assert_int_equal(model.refused, 0);
        assert_int_equal(model.config, config);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_watchdog_contract, set_up),
        cmocka_unit_test_setup(a_timeout_is_never_shorter_and_at_most_a_tick_of_the_scale_longer,
                               set_up),
        cmocka_unit_test_setup(a_timeout_out_of_range_leaves_the_device_alone, set_up),
        cmocka_unit_test_setup(a_feed_begins_the_timeout_anew, set_up),
        cmocka_unit_test_setup(it_counts_while_the_core_sleeps, set_up),
        cmocka_unit_test_setup(a_stopped_one_does_nothing, set_up),
        cmocka_unit_test_setup(a_restart_does_not_act_on_the_old_count, set_up),
        cmocka_unit_test_setup(one_that_interrupts_does_not_reset, set_up),
        cmocka_unit_test_setup(its_interrupt_ends_when_it_is_acknowledged_and_comes_again, set_up),
        cmocka_unit_test_setup(only_its_own_reset_is_named, set_up),
        cmocka_unit_test_setup(a_handler_that_feeds_in_between_locks_nothing, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
