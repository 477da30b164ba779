/* SPDX-License-Identifier: MIT */
/* The driver of the ACLINT's MTIMER, whose two parts are two devices here. */
#include "timer_cases.h"

#include <aclint_mtimer.h>
#include <host_test.h>
#include <string.h>

enum {
    MTIME_BASE = 0x40007ff8,
    MTIMECMP_BASE = 0x50000000,
    HARTS = 4,
    HART = 2,
};

static struct {
    struct model_device counter, comparators;
    struct model_counter time;
    struct model_comparator compare[HARTS];
} model;

static const struct aclint_mtimer timer = {
    .timer = {&aclint_mtimer_ops, 10000000},
    .mtime = MTIME_BASE,
    .mtimecmp = MTIMECMP_BASE,
    .hart = HART,
};

const struct timer_bench bench = {
    .timer = &timer.timer,
    .counter = &model.time,
    .comparator = &model.compare[HART],
    .last = UINT64_MAX,
    .accesses = 3,
};

static uint32_t load_time(struct model_device *device, uint32_t offset)
{
    (void)device;
    return model_counter_load(&model.time, offset);
}

static void store_time(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    fail_msg("write of %#x to mtime at %#x", value, offset);
}

/* Harts behind the last one have none. */
static uint32_t load_compare(struct model_device *device, uint32_t offset)
{
    (void)device;
    return offset / 8 < HARTS ? model_comparator_load(&model.compare[offset / 8], offset % 8) : 0;
}

static void store_compare(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset / 8 < HARTS) {
        model_comparator_store(&model.compare[offset / 8], offset % 8, value);
    }
}

int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.counter = (struct model_device){
        .base = MTIME_BASE, .size = 8, .width = 4, .load = load_time, .store = store_time};
    model.comparators = (struct model_device){.base = MTIMECMP_BASE,
                                              .size = 8 * (HARTS + 1),
                                              .width = 4,
                                              .load = load_compare,
                                              .store = store_compare};
    model_detach_all();
    model_attach(&model.counter);
    model_attach(&model.comparators);
    return 0;
}

static void only_its_hart_has_the_deadline(void **state)
{
    (void)state;
    hal_timer_set_deadline(&timer.timer, 0x0000000100000002U);
    assert_int_equal(model_accesses(&model.comparators), 3);
    assert_true(model.compare[HART].value == 0x0000000100000002U);
    assert_true((model.compare[0].value | model.compare[1].value | model.compare[3].value) == 0);
    hal_timer_cancel(&timer.timer);
    assert_true(model.compare[HART].value == UINT64_MAX);
}

static void init_leaves_no_deadline_and_tells_which_harts_there_are(void **state)
{
    (void)state;
    aclint_mtimer_init(&timer);
    assert_true(model.compare[HART].value == UINT64_MAX);
    for (uint32_t hart = 0; hart <= HARTS; hart++) {
        assert_int_equal(aclint_mtimer_init_hart(&timer, hart), hart < HARTS);
    }
    for (uint32_t hart = 0; hart < HARTS; hart++) {
        assert_true(model.compare[hart].value == UINT64_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(now_survives_a_carry_at_every_read, set_up),
        cmocka_unit_test_setup(deadlines_show_no_value_in_between, set_up),
        cmocka_unit_test_setup(a_handler_that_sets_one_too_leaves_no_mix, set_up),
        cmocka_unit_test_setup(only_its_hart_has_the_deadline, set_up),
        cmocka_unit_test_setup(init_leaves_no_deadline_and_tells_which_harts_there_are, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
