/* SPDX-License-Identifier: MIT */
/*
 * The goldfish clock driver: latched halves, the order of writes, alarms. Like some interrupt
 * controllers, the model delivers an interrupt even if the device has withdrawn it.
 */
#include <contract.h>
#include <goldfish_rtc.h>
#include <host_test.h>
#include <model.h>
#include <string.h>

enum {
    BASE = 0x101000,
};

#define START     0x1234ffffff00ULL
#define LATER     0x567800000010ULL
#define HOST_TIME 0x1800000000000000ULL

static struct {
    struct model_device device;
    uint64_t time, step;
    uint64_t after_low; /* elapses after a read of the low half, while another hart reads */
    uint32_t kept_high;
    uint64_t alarm;
    bool armed, has_come, irq_enabled;
    bool interrupt; /* kept by the controller */
} model;

static void with_low(uint64_t *value, uint32_t low)
{
    *value = (*value & ~(uint64_t)UINT32_MAX) | low;
}

static void with_high(uint64_t *value, uint32_t high)
{
    *value = (uint64_t)high << 32 | (uint32_t)*value;
}

/* The device compares with its host's clock as a signed number, which a far alarm makes
 * negative. */
static void alarm_comes_if_it_is_time(void)
{
    const uint64_t left = model.alarm - model.time;
    if (model.armed && (model.alarm <= model.time || HOST_TIME + left > INT64_MAX)) {
        model.armed = false;
        model.has_come = true;
    }
    model.interrupt |= model.has_come && model.irq_enabled;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset == 0) {
        model.time += model.step;
        const uint32_t low = (uint32_t)model.time;
        model.time += model.after_low;
        model.after_low = 0;
        model.kept_high = (uint32_t)(model.time >> 32);
        return low;
    }
    assert_int_equal(offset, 4);
    return model.kept_high;
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    model.time += model.step;
    if (offset == 0) {
        with_low(&model.time, value);
    } else if (offset == 4) {
        with_high(&model.time, value);
    } else if (offset == 8) {
        with_low(&model.alarm, value);
        model.armed = true;
    } else if (offset == 12) {
        with_high(&model.alarm, value);
    } else if (offset == 16) {
        model.irq_enabled = value != 0;
    } else if (offset == 20) {
        model.armed = false;
    } else {
        assert_int_equal(offset, 28);
        model.has_come = false;
    }
    alarm_comes_if_it_is_time();
}

static const struct goldfish_rtc rtc = {{&goldfish_rtc_ops}, BASE};

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.device.base = BASE;
    model.device.size = 0x20;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model.time = START;
    model.step = 3;
    model_detach_all();
    model_attach(&model.device);
    return 0;
}

static void keeps_the_rtc_contract(void **state)
{
    (void)state;
    assert_string_equal(contract_rtc(&rtc.rtc) ?: "", "");
}

static void look_at_the_clock(void)
{
    model.time += 0x80;
    (void)hal_rtc_get_ns(&rtc.rtc);
}

static void a_handler_that_looks_too_does_no_harm(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        model.time = 0x12fffff800ULL + i;
        const uint64_t before = model.time;
        model_set_interrupt(look_at_the_clock);
        const uint64_t now = hal_rtc_get_ns(&rtc.rtc);
        model_set_interrupt(NULL);
        assert_true(now >= before && now <= model.time);
    }
}

static void a_low_half_that_wraps_is_not_carried_into_the_time_that_is_set(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 16; i++) {
        model.time = 0x12fffffff0ULL + i;
        assert_int_equal(hal_rtc_set(&rtc.rtc, LATER), HAL_OK);
        assert_true(model.time - LATER < 0x100);
    }
}

static void another_hart_that_looks_meanwhile_does_no_harm(void **state)
{
    (void)state;
    model.time = 0x12ffffffffULL;
    model.step = 0;
    model.after_low = 1;
    assert_true(hal_rtc_get_ns(&rtc.rtc) - 0x12ffffffffULL <= 1);
}

static uint64_t seen;

static void note_the_time(void)
{
    seen = hal_rtc_get_ns(&rtc.rtc);
}

static void a_handler_sees_no_clock_that_is_half_set(void **state)
{
    for (unsigned access = 1; access <= 3; access++) {
        (void)set_up(state);
        model_set_interrupt_at(access, note_the_time);
        assert_int_equal(hal_rtc_set(&rtc.rtc, LATER), HAL_OK);
        assert_true(seen - START < 0x100 || seen - LATER < 0x100);
    }
}

static void alarms_are_armed_and_taken_back(void **state)
{
    (void)state;
    assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, LATER), HAL_OK);
    assert_true(model.alarm == LATER);
    assert_true(model.armed && model.irq_enabled);
    hal_rtc_clear_alarm(&rtc.rtc);
    assert_false(model.armed || model.irq_enabled || model.interrupt);
}

static void time_is(uint64_t time)
{
    model.time = time;
    alarm_comes_if_it_is_time();
}

static bool an_interrupt_is_served(void)
{
    const bool interrupt = model.interrupt;
    model.interrupt = false;
    if (interrupt) {
        hal_rtc_acknowledge_alarm(&rtc.rtc);
    }
    return interrupt;
}

static void an_alarm_interrupts_once(void **state)
{
    (void)state;
    assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, LATER), HAL_OK);
    time_is(LATER - 1);
    assert_false(an_interrupt_is_served());
    time_is(LATER);
    assert_true(an_interrupt_is_served());
    time_is(LATER + 1);
    assert_false(an_interrupt_is_served());
    assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, 0), HAL_OK);
    assert_true(an_interrupt_is_served());
    assert_false(an_interrupt_is_served());
}

static void an_alarm_that_nobody_lives_to_see_does_not_come(void **state)
{
    static const uint64_t nevers[] = {INT64_MAX, (uint64_t)INT64_MAX + 1, UINT64_MAX};
    for (size_t i = 0; i < sizeof(nevers) / sizeof(nevers[0]); i++) {
        (void)set_up(state);
        assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, LATER), HAL_OK);
        assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, nevers[i]), HAL_OK);
        assert_false(an_interrupt_is_served());
        time_is(LATER);
        assert_false(an_interrupt_is_served());
    }
}

static void an_alarm_in_a_hundred_years_comes(void **state)
{
    const uint64_t years = 3155760000000000000ULL;
    static const uint64_t starts[] = {0, START, INT64_MAX, UINT64_MAX / 4 * 3};
    for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
        (void)set_up(state);
        model.time = starts[i];
        assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, starts[i] + years), HAL_OK);
        time_is(starts[i] + years - 1);
        assert_false(an_interrupt_is_served());
        time_is(starts[i] + years);
        assert_true(an_interrupt_is_served());
        assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, starts[i]), HAL_OK);
        assert_true(an_interrupt_is_served());
    }
}

static void the_handler_of_an_alarm_that_was_replaced_leaves_the_new_one(void **state)
{
    (void)state;
    assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, LATER), HAL_OK);
    time_is(LATER);
    assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, LATER + 1000), HAL_OK);
    assert_true(an_interrupt_is_served());
    time_is(LATER + 1000);
    assert_true(an_interrupt_is_served());
}

static void set_another_alarm(void)
{
    assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, LATER + 0x100000000ULL + 5), HAL_OK);
}

static void a_handler_that_sets_one_too_leaves_no_mix(void **state)
{
    unsigned access = 1;
    do {
        (void)set_up(state);
        model_set_interrupt_at(access++, set_another_alarm);
        assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, LATER), HAL_OK);
        assert_true(model.alarm == LATER || model.alarm == LATER + 0x100000000ULL + 5);
        assert_true(model.armed && model.irq_enabled);
    } while (!model_interrupt_is_to_come());
    assert_true(access > 6);
}

static void take_it_back(void)
{
    hal_rtc_clear_alarm(&rtc.rtc);
}

static void a_handler_that_takes_it_back_leaves_all_or_nothing(void **state)
{
    unsigned access = 1;
    do {
        (void)set_up(state);
        model_set_interrupt_at(access++, take_it_back);
        assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, LATER), HAL_OK);
        assert_int_equal(model.armed, model.irq_enabled);
    } while (!model_interrupt_is_to_come());
    assert_true(access > 6);
}

static void a_handler_that_sets_one_while_it_is_taken_back_leaves_all_or_nothing(void **state)
{
    unsigned access = 1;
    do {
        (void)set_up(state);
        model_set_interrupt_at(access++, set_another_alarm);
        hal_rtc_clear_alarm(&rtc.rtc);
        assert_int_equal(model.armed, model.irq_enabled);
    } while (!model_interrupt_is_to_come());
    assert_true(access > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_rtc_contract, set_up),
        cmocka_unit_test_setup(a_handler_that_looks_too_does_no_harm, set_up),
        cmocka_unit_test_setup(a_low_half_that_wraps_is_not_carried_into_the_time_that_is_set,
                               set_up),
        cmocka_unit_test_setup(another_hart_that_looks_meanwhile_does_no_harm, set_up),
        cmocka_unit_test_setup(a_handler_sees_no_clock_that_is_half_set, set_up),
        cmocka_unit_test_setup(alarms_are_armed_and_taken_back, set_up),
        cmocka_unit_test_setup(an_alarm_interrupts_once, set_up),
        cmocka_unit_test_setup(an_alarm_that_nobody_lives_to_see_does_not_come, set_up),
        cmocka_unit_test_setup(an_alarm_in_a_hundred_years_comes, set_up),
        cmocka_unit_test_setup(the_handler_of_an_alarm_that_was_replaced_leaves_the_new_one,
                               set_up),
        cmocka_unit_test_setup(a_handler_that_sets_one_too_leaves_no_mix, set_up),
        cmocka_unit_test_setup(a_handler_that_takes_it_back_leaves_all_or_nothing, set_up),
        cmocka_unit_test_setup(a_handler_that_sets_one_while_it_is_taken_back_leaves_all_or_nothing,
                               set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
