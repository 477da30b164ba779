/* SPDX-License-Identifier: MIT */
/* The clint driver on a modelled CLINT that carries between halves at the worst moment. */
#include <clint.h>
#include <host_test.h>
#include <model.h>
#include <string.h>

enum {
    BASE = 0x2000000,
    MTIMECMP_HART_2 = 0x4000 + 8 * 2,
    MTIME = 0xbff8,
};

/* A compare value that is never reached. */
#define BEYOND_TIME 0xffffffff00000000U

static struct {
    struct model_device device;
    uint64_t time;
    uint64_t compare;
    bool is_fixed; /* mtimecmp reads 0, as that of a hart that does not exist */
    uint32_t msip;
    unsigned carries_left;     /* reads of mtime that make its low half overflow */
    uint64_t smallest_compare; /* of all values that mtimecmp had */
} model;

static const struct clint clint = {{&clint_timer_ops, 10000000}, BASE, 2};

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset == MTIMECMP_HART_2) {
        return model.is_fixed ? 0 : (uint32_t)model.compare;
    }
    if (offset != MTIME && offset != MTIME + 4) {
        fail_msg("read at %#x", offset);
    }
    const uint32_t value = (uint32_t)(offset == MTIME ? model.time : model.time >> 32);
    if (model.carries_left != 0) {
        model.carries_left--;
        model.time = (((model.time >> 32) + 1) << 32) - (model.carries_left % 2);
    }
    return value;
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == 4 * 3) {
        model.msip = value;
        return;
    }
    if (offset == MTIMECMP_HART_2) {
        model.compare = (model.compare & ~(uint64_t)UINT32_MAX) | value;
    } else if (offset == MTIMECMP_HART_2 + 4) {
        model.compare = (model.compare & UINT32_MAX) | ((uint64_t)value << 32);
    } else {
        fail_msg("write at %#x", offset);
    }
    if (model.compare < model.smallest_compare) {
        model.smallest_compare = model.compare;
    }
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.device.base = BASE;
    model.device.size = 0xc000;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model_detach_all();
    model_attach(&model.device);
    return 0;
}

static void now_reads_both_halves(void **state)
{
    (void)state;
    model.time = 0x123456789abcdef0U;
    assert_true(hal_timer_now(&clint.timer) == 0x123456789abcdef0U);
    assert_int_equal(model_accesses(&model.device), 3);
}

static void now_survives_a_carry_at_every_read(void **state)
{
    (void)state;
    for (unsigned carries = 1; carries < 8; carries++) {
        const uint64_t before = 0x7ffffffffU;
        model.time = before;
        model.carries_left = carries;
        const uint64_t now = hal_timer_now(&clint.timer);
        assert_true(now >= before && now <= model.time);
    }
}

static void deadlines_show_no_value_in_between(void **state)
{
    (void)state;
    const uint64_t values[] = {0, 1,         UINT32_MAX, 1ULL << 32, 0x5ffffffffU, 0x600000000U,
                               7, UINT64_MAX};
    const size_t count = sizeof(values) / sizeof(values[0]);
    for (size_t i = 0; i < count * count; i++) {
        const uint64_t from = values[i / count];
        const uint64_t to = values[i % count];
        hal_timer_set_deadline(&clint.timer, from);
        assert_true(model.compare == from);
        model.smallest_compare = UINT64_MAX;
        hal_timer_set_deadline(&clint.timer, to);
        assert_true(model.compare == to);
        assert_true(model.smallest_compare >= (to < BEYOND_TIME ? to : BEYOND_TIME));
    }
}

#define OF_MAIN    0x0000000100000002U
#define OF_HANDLER 0x0000000300000004U

static void set_deadline_in_handler(void)
{
    hal_timer_set_deadline(&clint.timer, OF_HANDLER);
}

static void a_handler_that_sets_one_too_leaves_no_mix(void **state)
{
    for (unsigned access = 1; access <= 3; access++) {
        (void)set_up(state);
        model_set_interrupt_at(access, set_deadline_in_handler);
        hal_timer_set_deadline(&clint.timer, OF_MAIN);
        assert_false(model_interrupt_is_to_come());
        assert_true(model.compare == OF_MAIN || model.compare == OF_HANDLER);
    }
}

static void a_deadline_is_three_writes_high_half_first(void **state)
{
    (void)state;
    hal_timer_set_deadline(&clint.timer, 0x0000000100000002U);
    assert_int_equal(model_accesses(&model.device), 3);
    assert_true(model_stored(&model.device, 0, MTIMECMP_HART_2 + 4, UINT32_MAX));
    assert_true(model_stored(&model.device, 1, MTIMECMP_HART_2, 2));
    assert_true(model_stored(&model.device, 2, MTIMECMP_HART_2 + 4, 1));
}

static void cancel_leaves_no_deadline(void **state)
{
    (void)state;
    model.smallest_compare = UINT64_MAX;
    model.compare = 5;
    hal_timer_cancel(&clint.timer);
    assert_true(model.compare == UINT64_MAX);
    assert_true(model.smallest_compare >= BEYOND_TIME);
}

static void init_leaves_no_deadline(void **state)
{
    (void)state;
    clint_init(&clint);
    assert_true(model.compare == UINT64_MAX);
    assert_int_equal(model_accesses(&model.device), 2);
}

static void init_of_a_hart_tells_whether_it_exists(void **state)
{
    const struct clint boot = {{&clint_timer_ops, 10000000}, BASE, 0};

    (void)state;
    assert_true(clint_init_hart(&boot, 2));
    assert_true(model.compare == UINT64_MAX);
    model.is_fixed = true;
    assert_false(clint_init_hart(&boot, 2));
}

static void software_irqs_are_raised_and_cleared(void **state)
{
    (void)state;
    clint_raise_software_irq(&clint, 3);
    assert_int_equal(model.msip, 1);
    clint_clear_software_irq(&clint, 3);
    assert_int_equal(model.msip, 0);
    assert_int_equal(model_accesses(&model.device), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(now_reads_both_halves, set_up),
        cmocka_unit_test_setup(now_survives_a_carry_at_every_read, set_up),
        cmocka_unit_test_setup(deadlines_show_no_value_in_between, set_up),
        cmocka_unit_test_setup(a_handler_that_sets_one_too_leaves_no_mix, set_up),
        cmocka_unit_test_setup(a_deadline_is_three_writes_high_half_first, set_up),
        cmocka_unit_test_setup(cancel_leaves_no_deadline, set_up),
        cmocka_unit_test_setup(init_leaves_no_deadline, set_up),
        cmocka_unit_test_setup(init_of_a_hart_tells_whether_it_exists, set_up),
        cmocka_unit_test_setup(software_irqs_are_raised_and_cleared, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
