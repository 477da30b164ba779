/* SPDX-License-Identifier: MIT */
/* The clint driver on a modelled CLINT that carries between halves at the worst moment. */
#include "timer_cases.h"

#include <clint.h>
#include <host_test.h>
#include <string.h>

enum {
    BASE = 0x2000000,
    MTIMECMP_HART_2 = 0x4000 + 8 * 2,
    MTIME = 0xbff8,
};

static struct {
    struct model_device device;
    struct model_counter counter;
    struct model_comparator comparator;
    bool is_fixed; /* mtimecmp reads 0, as that of a hart that does not exist */
    uint32_t msip;
} model;

static const struct clint clint = {{&clint_timer_ops, 10000000}, BASE, 2};

const struct timer_bench bench = {
    .timer = &clint.timer,
    .counter = &model.counter,
    .comparator = &model.comparator,
    .last = UINT64_MAX,
    .accesses = 3,
};

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset == MTIMECMP_HART_2) {
        return model.is_fixed ? 0 : model_comparator_load(&model.comparator, 0);
    }
    if (offset != MTIME && offset != MTIME + 4) {
        fail_msg("read at %#x", offset);
    }
    return model_counter_load(&model.counter, offset - MTIME);
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == 4 * 3) {
        model.msip = value;
    } else if (offset == MTIMECMP_HART_2 || offset == MTIMECMP_HART_2 + 4) {
        model_comparator_store(&model.comparator, offset - MTIMECMP_HART_2, value);
    } else {
        fail_msg("write at %#x", offset);
    }
}

int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.device = (struct model_device){
        .base = BASE, .size = 0xc000, .width = 4, .load = load, .store = store};
    model_detach_all();
    model_attach(&model.device);
    return 0;
}

static void now_reads_both_halves(void **state)
{
    (void)state;
    model.counter.time = 0x123456789abcdef0U;
    assert_true(hal_timer_now(&clint.timer) == 0x123456789abcdef0U);
    assert_int_equal(model_accesses(&model.device), 3);
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
    model.comparator.smallest = UINT64_MAX;
    model.comparator.value = 5;
    hal_timer_cancel(&clint.timer);
    assert_true(model.comparator.value == UINT64_MAX);
    assert_true(model.comparator.smallest >> 32 == UINT32_MAX);
}

static void init_leaves_no_deadline(void **state)
{
    (void)state;
    clint_init(&clint);
    assert_true(model.comparator.value == UINT64_MAX);
    assert_int_equal(model_accesses(&model.device), 2);
}

static void init_of_a_hart_tells_whether_it_exists(void **state)
{
    const struct clint boot = {{&clint_timer_ops, 10000000}, BASE, 0};

    (void)state;
    assert_true(clint_init_hart(&boot, 2));
    assert_true(model.comparator.value == UINT64_MAX);
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
    clint_set_software_irq(&clint, 3, true);
    assert_int_equal(model.msip, 1);
    clint_set_software_irq(&clint, 3, false);
    assert_int_equal(model.msip, 0);
    assert_int_equal(model_accesses(&model.device), 4);
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
