/* SPDX-License-Identifier: MIT */
/* The driver of the ACLINT's MTIMER, whose two parts are two devices here. */
#include <aclint_mtimer.h>
#include <host_test.h>
#include <model.h>
#include <string.h>

enum {
    MTIME_BASE = 0x40007ff8,
    MTIMECMP_BASE = 0x50000000,
    HARTS = 4,
    HART = 2,
};

/* A deadline that is never reached. */
#define BEYOND_TIME 0xffffffff00000000U

static struct {
    struct model_device counter, comparators;
    uint64_t time;
    uint64_t compare[HARTS];
    unsigned carries_left;     /* reads of mtime that make its low half overflow */
    uint64_t smallest_compare; /* of all values that the hart's mtimecmp had */
} model;

static const struct aclint_mtimer timer = {
    .timer = {&aclint_mtimer_ops, 10000000},
    .mtime = MTIME_BASE,
    .mtimecmp = MTIMECMP_BASE,
    .hart = HART,
};

static uint32_t load_time(struct model_device *device, uint32_t offset)
{
    (void)device;
    const uint32_t value = (uint32_t)(model.time >> (8 * offset));
    if (model.carries_left != 0) {
        model.carries_left--;
        model.time = (((model.time >> 32) + 1) << 32) - (model.carries_left % 2);
    }
    return value;
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
    return offset / 8 < HARTS ? (uint32_t)(model.compare[offset / 8] >> (offset % 8 * 8)) : 0;
}

static void store_compare(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset / 8 >= HARTS) {
        return;
    }
    uint64_t *const compare = &model.compare[offset / 8];
    const unsigned shift = offset % 8 * 8;
    *compare = (*compare & ~((uint64_t)UINT32_MAX << shift)) | (uint64_t)value << shift;
    if (compare == &model.compare[HART] && *compare < model.smallest_compare) {
        model.smallest_compare = *compare;
    }
}

static int set_up(void **state)
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
    const uint64_t values[] = {0, 7, UINT32_MAX, 1ULL << 32, 0x5ffffffffU, UINT64_MAX};
    const size_t count = sizeof(values) / sizeof(values[0]);
    for (size_t i = 0; i < count * count; i++) {
        const uint64_t to = values[i % count];
        hal_timer_set_deadline(&timer.timer, values[i / count]);
        model.smallest_compare = UINT64_MAX;
        hal_timer_set_deadline(&timer.timer, to);
        assert_true(model.compare[HART] == to);
        assert_true(model.smallest_compare >= (to < BEYOND_TIME ? to : BEYOND_TIME));
    }
}

static void only_its_hart_has_the_deadline(void **state)
{
    (void)state;
    hal_timer_set_deadline(&timer.timer, 0x0000000100000002U);
    assert_int_equal(model_accesses(&model.comparators), 3);
    assert_true(model.compare[HART] == 0x0000000100000002U);
    assert_true((model.compare[0] | model.compare[1] | model.compare[3]) == 0);
    hal_timer_cancel(&timer.timer);
    assert_true(model.compare[HART] == UINT64_MAX);
}

static void init_leaves_no_deadline_and_tells_which_harts_there_are(void **state)
{
    (void)state;
    aclint_mtimer_init(&timer);
    assert_true(model.compare[HART] == UINT64_MAX);
    for (uint32_t hart = 0; hart <= HARTS; hart++) {
        assert_int_equal(aclint_mtimer_init_hart(&timer, hart), hart < HARTS);
    }
    for (uint32_t hart = 0; hart < HARTS; hart++) {
        assert_true(model.compare[hart] == UINT64_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(now_survives_a_carry_at_every_read, set_up),
        cmocka_unit_test_setup(deadlines_show_no_value_in_between, set_up),
        cmocka_unit_test_setup(only_its_hart_has_the_deadline, set_up),
        cmocka_unit_test_setup(init_leaves_no_deadline_and_tells_which_harts_there_are, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
