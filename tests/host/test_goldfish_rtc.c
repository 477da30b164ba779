/* SPDX-License-Identifier: MIT */
/* The goldfish clock driver: latched halves, the order of writes, alarms. */
#include <contract.h>
#include <goldfish_rtc.h>
#include <host_test.h>
#include <model.h>
#include <string.h>

enum {
    BASE = 0x101000,
};

static struct {
    struct model_device device;
    uint64_t time, step;
    uint32_t kept_high, time_high, alarm_high;
    uint64_t alarm;
    bool armed, irq_enabled;
} model;

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset == 0) {
        model.time += model.step;
        model.kept_high = (uint32_t)(model.time >> 32);
        return (uint32_t)model.time;
    }
    assert_int_equal(offset, 4);
    return model.kept_high;
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == 0) {
        model.time = (uint64_t)model.time_high << 32 | value;
    } else if (offset == 4) {
        model.time_high = value;
    } else if (offset == 8) {
        model.alarm = (uint64_t)model.alarm_high << 32 | value;
        model.armed = true;
    } else if (offset == 12) {
        model.alarm_high = value;
    } else if (offset == 16) {
        model.irq_enabled = value != 0;
    } else if (offset == 20) {
        model.armed = false;
    } else {
        assert_int_equal(offset, 28);
    }
}

static const struct goldfish_rtc rtc = {{&goldfish_rtc_ops}, BASE};

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof model);
    model.device.base = BASE;
    model.device.size = 0x20;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model.time = 0x1234ffffff00ULL;
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
    (void)hal_rtc_get(&rtc.rtc);
}

static void a_handler_that_looks_too_does_no_harm(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 1000; i++) {
        model.time = 0x12fffff800ULL + i;
        const uint64_t before = model.time;
        model_set_interrupt(look_at_the_clock);
        const uint64_t now = hal_rtc_get(&rtc.rtc);
        model_set_interrupt(NULL);
        assert_true(now >= before && now <= model.time);
    }
}

static void alarms_are_armed_and_taken_back(void **state)
{
    (void)state;
    assert_int_equal(hal_rtc_set_alarm(&rtc.rtc, 0x123456789aULL), HAL_OK);
    assert_true(model.alarm == 0x123456789aULL);
    assert_true(model.armed && model.irq_enabled);
    hal_rtc_clear_alarm(&rtc.rtc);
    assert_false(model.armed || model.irq_enabled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_rtc_contract, set_up),
        cmocka_unit_test_setup(a_handler_that_looks_too_does_no_harm, set_up),
        cmocka_unit_test_setup(alarms_are_armed_and_taken_back, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
