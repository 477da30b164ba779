/* SPDX-License-Identifier: MIT */
/* The OpenTitan timer's driver on a modelled timer that carries between halves at the worst moment
 * and latches a match. */
#include <host_test.h>
#include <model.h>
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
    uint64_t time, compare;
    uint32_t ctrl, cfg, enabled;
    bool is_latched;
    unsigned carries_left;     /* reads of the counter that make its low half overflow */
    uint64_t smallest_compare; /* of all values that the comparator had */
} model;

static const struct opentitan_timer timer = {
    {&opentitan_timer_ops, 10000}, .base = BASE, .last_hi = LAST_HI};

static void match(void)
{
    model.is_latched |= model.ctrl == 1 && model.time >= model.compare;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset != COUNT_LO && offset != COUNT_HI) {
        fail_msg("read at %#x", offset);
    }
    const uint32_t value = (uint32_t)(offset == COUNT_LO ? model.time : model.time >> 32);
    if (model.carries_left != 0) {
        model.carries_left--;
        model.time = (((model.time >> 32) + 1) << 32) - (model.carries_left % 2);
    }
    return value;
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
        model.compare = (model.compare & ~(uint64_t)UINT32_MAX) | value;
        break;
    case COMPARE_HI:
        model.compare = (model.compare & UINT32_MAX) | (uint64_t)value << 32;
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
    if (model.compare < model.smallest_compare) {
        model.smallest_compare = model.compare;
    }
    match();
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.device.base = BASE;
    model.device.size = 0x120;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
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
    assert_true(model.compare == LAST);
    assert_false(model.is_latched);
}

static void now_survives_a_carry_at_every_read(void **state)
{
    (void)state;
    for (unsigned carries = 0; carries < 8; carries++) {
        const uint64_t before = 0x7ffffffffU;
        model.time = before;
        model.carries_left = carries;
        const uint64_t now = hal_timer_now(&timer.timer);
        assert_true(now >= before && now <= model.time);
    }
}

static void deadlines_show_no_value_in_between(void **state)
{
    (void)state;
    const uint64_t values[] = {0, 1, UINT32_MAX, 1ULL << 32, 0x5ffffffffU, 0x600000000U, 7, LAST};
    const size_t count = sizeof(values) / sizeof(values[0]);
    const uint64_t beyond_time = (uint64_t)LAST_HI << 32;
    for (size_t i = 0; i < count * count; i++) {
        const uint64_t from = values[i / count];
        const uint64_t to = values[i % count];
        hal_timer_set_deadline(&timer.timer, from);
        assert_true(model.compare == from);
        model.smallest_compare = UINT64_MAX;
        hal_timer_set_deadline(&timer.timer, to);
        assert_true(model.compare == to);
        assert_true(model.smallest_compare >= (to < beyond_time ? to : beyond_time));
    }
}

static void a_deadline_beyond_the_last_is_the_last(void **state)
{
    (void)state;
    hal_timer_set_deadline(&timer.timer, (uint64_t)(LAST_HI + 1) << 32 | UINT32_MAX);
    assert_true(model.compare == LAST);
    hal_timer_set_deadline(&timer.timer, 5);
    hal_timer_cancel(&timer.timer);
    assert_true(model.compare == LAST);
}

static void a_new_deadline_clears_the_match_of_the_one_before(void **state)
{
    (void)state;
    model.time = 100;
    hal_timer_set_deadline(&timer.timer, 100);
    assert_true(model.is_latched);
    hal_timer_set_deadline(&timer.timer, 101);
    assert_false(model.is_latched);
    hal_timer_set_deadline(&timer.timer, 99);
    assert_true(model.is_latched);
    hal_timer_cancel(&timer.timer);
    assert_false(model.is_latched);
}

#define OF_MAIN    0x0000000100000002U
#define OF_HANDLER 0x0000000300000004U

static void set_deadline_in_handler(void)
{
    hal_timer_set_deadline(&timer.timer, OF_HANDLER);
}

static void a_handler_that_sets_one_too_leaves_no_mix(void **state)
{
    for (unsigned access = 1; access <= 4; access++) {
        (void)set_up(state);
        model_set_interrupt_at(access, set_deadline_in_handler);
        hal_timer_set_deadline(&timer.timer, OF_MAIN);
        assert_false(model_interrupt_is_to_come());
        assert_true(model.compare == OF_MAIN || model.compare == OF_HANDLER);
    }
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
