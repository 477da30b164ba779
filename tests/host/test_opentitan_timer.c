/* SPDX-License-Identifier: MIT */
/* The OpenTitan timer's driver on a modelled timer that carries between halves at the worst moment
 * and latches a match. */
#include "timer_cases.h"

#include <host_test.h>
#include <opentitan_timer.h>
#include <string.h>

enum {
    BASE = 0x40100000,
    CTRL = 0x4,
    CFG = 0x100,
    COUNT_LO = 0x104,
    COUNT_HI = 0x108,
    COMPARE_LO = 0x10c,
    COMPARE_HI = 0x110,
    INTR_ENABLE = 0x114,
    INTR_STATE = 0x118,
    LAST_HI = 0x53e1,
};

#define LAST ((uint64_t)LAST_HI << 32 | UINT32_MAX)

static struct {
    struct model_device device;
    struct model_counter counter;
    struct model_comparator comparator;
    uint32_t ctrl, cfg, enabled;
    bool is_latched;
} model;

static const struct opentitan_timer timer = {
    {&opentitan_timer_ops, 10000}, .base = BASE, .last_hi = LAST_HI};

const struct timer_bench bench = {
    .timer = &timer.timer,
    .counter = &model.counter,
    .comparator = &model.comparator,
    .last = LAST,
    .accesses = 4,
};

static void match(void)
{
    model.is_latched |= model.ctrl == 1 && model.counter.time >= model.comparator.value;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset != COUNT_LO && offset != COUNT_HI) {
        fail_msg("read at %#x", offset);
    }
    return model_counter_load(&model.counter, offset - COUNT_LO);
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    switch (offset) {
    case CTRL:
        model.ctrl = value;
        break;
    case CFG:
        model.cfg = value;
        break;
    case COMPARE_LO:
    case COMPARE_HI:
        model_comparator_store(&model.comparator, offset - COMPARE_LO, value);
        break;
    case INTR_ENABLE:
        model.enabled = value;
        break;
    case INTR_STATE:
        model.is_latched = model.is_latched && (value & 1) == 0;
        break;
    default:
        fail_msg("write at %#x", offset);
    }
    match();
}

int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.device = (struct model_device){
        .base = BASE, .size = 0x120, .width = 4, .load = load, .store = store};
    model_detach_all();
    model_attach(&model.device);
    opentitan_timer_init(&timer, 2400);
    return 0;
}

static void init_starts_the_counter_without_an_interrupt(void **state)
{
    (void)state;
    assert_int_equal(model.ctrl, 1);
    assert_int_equal(model.cfg, 1 << 16 | 2399);
    assert_int_equal(model.enabled, 1);
    assert_true(model.comparator.value == LAST);
    assert_false(model.is_latched);
}

static void a_deadline_beyond_the_last_is_the_last(void **state)
{
    (void)state;
    hal_timer_set_deadline(&timer.timer, (uint64_t)(LAST_HI + 1) << 32 | UINT32_MAX);
    assert_true(model.comparator.value == LAST);
    hal_timer_set_deadline(&timer.timer, 5);
    hal_timer_cancel(&timer.timer);
    assert_true(model.comparator.value == LAST);
}

static void a_new_deadline_clears_the_match_of_the_one_before(void **state)
{
    (void)state;
    model.counter.time = 100;
    hal_timer_set_deadline(&timer.timer, 100);
    assert_true(model.is_latched);
    hal_timer_set_deadline(&timer.timer, 101);
    assert_false(model.is_latched);
    hal_timer_set_deadline(&timer.timer, 99);
    assert_true(model.is_latched);
    hal_timer_cancel(&timer.timer);
    assert_false(model.is_latched);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(init_starts_the_counter_without_an_interrupt, set_up),
        cmocka_unit_test_setup(now_survives_a_carry_at_every_read, set_up),
        cmocka_unit_test_setup(deadlines_show_no_value_in_between, set_up),
        cmocka_unit_test_setup(a_deadline_beyond_the_last_is_the_last, set_up),
        cmocka_unit_test_setup(a_new_deadline_clears_the_match_of_the_one_before, set_up),
        cmocka_unit_test_setup(a_handler_that_sets_one_too_leaves_no_mix, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
