/* SPDX-License-Identifier: MIT */
/*
 * Dispatch and the plic driver on a modelled PLIC. It ignores the completion of a disabled source,
 * as the specification allows.
 */
#include <contract.h>
#include <host_test.h>
#include <model.h>
#include <plic.h>
#include <string.h>

enum {
    BASE = 0xc000000,
    SOURCES = 70,
    CONTEXT = 3,
    ENABLE = 0x2000 + 0x80 * CONTEXT,
    THRESHOLD = 0x200000 + 0x1000 * CONTEXT,
    CLAIM = THRESHOLD + 4,
};

static struct {
    struct model_device device;
    uint32_t priority[SOURCES + 1];
    bool pending[SOURCES + 1];
    bool claimed[SOURCES + 1];
    uint32_t enable[SOURCES / 32 + 1];
    uint32_t threshold;
    unsigned ignored_completions;
} model;

static uint32_t enabled_words[SOURCES / 32 + 1];
static struct hal_irq_slot slots[SOURCES + 1];
static uint32_t threshold_word;
static const struct plic plic = {
    {&plic_irq_ops, slots, SOURCES}, BASE,          BASE + PLIC_ENABLES(CONTEXT),
    BASE + PLIC_CONTROL(CONTEXT),    enabled_words, &threshold_word,
};
static unsigned calls[SOURCES + 1];

static bool is_enabled(uint32_t source)
{
    return (model.enable[source / 32] >> (source % 32) & 1) != 0;
}

static uint32_t best(void)
{
    uint32_t found = 0;
    for (uint32_t s = 1; s <= SOURCES; s++) {
        if (model.pending[s] && !model.claimed[s] && is_enabled(s) &&
            model.priority[s] > model.threshold && model.priority[s] > model.priority[found]) {
            found = s;
        }
    }
    return found;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset <= 4 * SOURCES) {
        return model.priority[offset / 4];
    }
    if (offset == THRESHOLD) {
        return model.threshold;
    }
    assert_int_equal(offset, CLAIM);
    const uint32_t source = best();
    model.pending[source] = false;
    model.claimed[source] = source != 0;
    return source;
}

static void complete(uint32_t source)
{
    if (source == 0 || source > SOURCES || !is_enabled(source)) {
        model.ignored_completions++;
    } else {
        model.claimed[source] = false;
    }
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset <= 4 * SOURCES) {
        model.priority[offset / 4] = value & 7;
    } else if (offset >= ENABLE && offset < ENABLE + sizeof(model.enable)) {
        model.enable[(offset - ENABLE) / 4] = value;
    } else if (offset == THRESHOLD) {
        model.threshold = value & 7;
    } else {
        assert_int_equal(offset, CLAIM);
        complete(value);
    }
}

static void count_call(void *context)
{
    calls[(uintptr_t)context]++;
}

static void attach(uint32_t source, hal_irq_handler *handler)
{
    assert_int_equal(hal_irq_attach(&plic.irq, source, handler, (void *)(uintptr_t)source), 0);
    assert_int_equal(hal_irq_set_priority(&plic.irq, source, 1), 1);
    assert_int_equal(hal_irq_enable(&plic.irq, source, true), 0);
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    memset(calls, 0, sizeof(calls));
    memset(slots, 0, sizeof(slots));
    memset(enabled_words, 0xff, sizeof(enabled_words));
    memset(model.enable, 0xff, sizeof(model.enable));
    model.threshold = 5;
    model.device.base = BASE;
    model.device.size = 0x4000000;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model_detach_all();
    model_attach(&model.device);
    plic_init(&plic);
    return 0;
}

static void init_disables_everything(void **state)
{
    (void)state;
    for (uint32_t s = 1; s <= SOURCES; s++) {
        assert_false(is_enabled(s));
    }
    assert_int_equal(model.threshold, 0);
}

static void a_source_reaches_its_handler_once(void **state)
{
    (void)state;
    for (uint32_t s = 1; s <= SOURCES; s++) {
        attach(s, count_call);
        model.pending[s] = true;
        assert_int_equal(hal_irq_dispatch(&plic.irq), 0);
        assert_int_equal(calls[s], 1);
        assert_false(model.claimed[s]);
    }
    assert_int_equal(hal_irq_dispatch(&plic.irq), 0);
}

static unsigned order[3];
static unsigned order_count;

static void note_order(void *context)
{
    order[order_count++] = (unsigned)(uintptr_t)context;
}

static void higher_priority_goes_first_and_the_threshold_holds_back(void **state)
{
    (void)state;
    order_count = 0;
    for (uint32_t s = 31; s <= 33; s++) {
        attach(s, note_order);
        assert_int_equal(hal_irq_set_priority(&plic.irq, s, s - 29), s - 29);
        model.pending[s] = true;
    }
    assert_int_equal(hal_irq_set_threshold(&plic.irq, 2), 2);
    assert_int_equal(hal_irq_dispatch(&plic.irq), 0);
    assert_int_equal(order_count, 2);
    assert_int_equal(order[0], 33);
    assert_int_equal(order[1], 32);
}

static void a_level_too_high_becomes_the_highest(void **state)
{
    (void)state;
    assert_int_equal(hal_irq_set_priority(&plic.irq, 1, 8), 7);
    assert_int_equal(hal_irq_set_priority(&plic.irq, 1, 100), 7);
    assert_int_equal(hal_irq_set_threshold(&plic.irq, 9), 7);
}

static void sources_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    const uint32_t wrong[] = {0, SOURCES + 1, UINT32_MAX};
    model_clear_log(&model.device);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(hal_irq_attach(&plic.irq, wrong[i], count_call, NULL), HAL_ERR_INVALID);
        assert_int_equal(hal_irq_enable(&plic.irq, wrong[i], true), HAL_ERR_INVALID);
        assert_int_equal(hal_irq_set_priority(&plic.irq, wrong[i], 1), HAL_ERR_INVALID);
    }
    assert_int_equal(model_accesses(&model.device), 0);
}

static void a_source_gets_its_handler_without_an_access(void **state)
{
    (void)state;
    attach(9, count_call);
    attach(10, count_call);
    assert_int_equal(hal_irq_enable(&plic.irq, 9, false), 0);
    model_clear_log(&model.device);
    for (uint32_t s = 9; s <= 10; s++) {
        assert_int_equal(hal_irq_attach(&plic.irq, s, note_order, order), 0);
        assert_ptr_equal(slots[s].handler, note_order);
        assert_ptr_equal(slots[s].context, order);
    }
    assert_int_equal(model_accesses(&model.device), 0);
}

static void disable_own_source(void *context)
{
    calls[(uintptr_t)context]++;
    assert_int_equal(hal_irq_enable(&plic.irq, (uint32_t)(uintptr_t)context, false), 0);
}

static void a_source_disabled_by_its_handler_stays_alive(void **state)
{
    (void)state;
    attach(40, disable_own_source);
    for (unsigned round = 1; round <= 1000; round++) {
        model.pending[40] = true;
        assert_int_equal(hal_irq_dispatch(&plic.irq), 0);
        assert_int_equal(calls[40], round);
        assert_false(is_enabled(40));
        assert_int_equal(hal_irq_enable(&plic.irq, 40, true), 0);
    }
    assert_int_equal(model.ignored_completions, 0);
}

static void a_source_without_handler_is_told_and_silenced(void **state)
{
    (void)state;
    attach(9, count_call);
    assert_int_equal(hal_irq_attach(&plic.irq, 9, NULL, NULL), 0);
    model.pending[9] = true;
    assert_int_equal(hal_irq_dispatch(&plic.irq), 9);
    assert_false(is_enabled(9));
    assert_false(model.claimed[9]);
    assert_int_equal(hal_irq_dispatch(&plic.irq), 0);
}

static void raise_again(void *context)
{
    calls[(uintptr_t)context]++;
    model.pending[(uintptr_t)context] = true;
}

static void a_storm_ends_after_as_many_calls_as_sources(void **state)
{
    (void)state;
    attach(1, raise_again);
    model.pending[1] = true;
    assert_int_equal(hal_irq_dispatch(&plic.irq), 0);
    assert_int_equal(calls[1], SOURCES + 1);
}

static void raise_9(void)
{
    model.pending[9] = true;
}

static void lower_9(void)
{
    model.pending[9] = false;
}

static void it_keeps_the_contract(void **state)
{
    (void)state;
    static const struct contract_source source = {9, raise_9, lower_9};
    assert_string_equal(contract_irq(&plic.irq, &source) ?: "", "");
    assert_int_equal(model.ignored_completions, 0);
}

static unsigned accesses_until_interrupt;

static void switch_source_33_once(void)
{
    if (accesses_until_interrupt-- == 0) {
        assert_int_equal(hal_irq_enable(&plic.irq, 33, !is_enabled(33)), 0);
    }
}

static void an_interrupt_in_between_loses_no_change(void **state)
{
    (void)state;
    bool expected = false;
    for (uint32_t s = 34; s < 64; s++) {
        accesses_until_interrupt = 0;
        model_set_interrupt(switch_source_33_once);
        assert_int_equal(hal_irq_enable(&plic.irq, s, true), 0);
        model_set_interrupt(NULL);
        expected = !expected;
        assert_int_equal(is_enabled(33), expected);
        assert_true(is_enabled(s));
    }
}

static void enabling_keeps_the_threshold(void **state)
{
    (void)state;
    assert_int_equal(hal_irq_set_threshold(&plic.irq, 9), 7);
    assert_int_equal(hal_irq_enable(&plic.irq, 1, true), 0);
    assert_int_equal(model.threshold, 7);
}

static void call_and_raise_a_lower_one(hal_irq_handler *handler, void *context)
{
    assert_int_equal(model.threshold, 5);
    handler(context);
    /* A priority that is not above the threshold waits. */
    model.pending[4] = true;
    assert_int_equal(best(), 0);
    model.pending[6] = true;
    assert_int_equal(best(), 6);
    model.pending[6] = false;
}

static void one_source_is_served_with_the_threshold_at_its_priority(void **state)
{
    (void)state;
    for (uint32_t s = 4; s <= 6; s++) {
        attach(s, count_call);
        assert_int_equal(hal_irq_set_priority(&plic.irq, s, s), s);
    }
    assert_int_equal(hal_irq_set_threshold(&plic.irq, 2), 2);
    model.pending[5] = true;
    assert_int_equal(hal_irq_dispatch_one(&plic.irq, call_and_raise_a_lower_one), 0);
    assert_int_equal(calls[5], 1);
    assert_int_equal(calls[4], 0);
    assert_false(model.claimed[5]);
    assert_int_equal(model.threshold, 2);
}

static void call_it(hal_irq_handler *handler, void *context)
{
    handler(context);
}

static void one_source_may_be_none_or_have_no_handler(void **state)
{
    (void)state;
    assert_int_equal(hal_irq_dispatch_one(&plic.irq, call_it), 0);
    attach(9, count_call);
    assert_int_equal(hal_irq_attach(&plic.irq, 9, NULL, NULL), 0);
    model.pending[9] = true;
    assert_int_equal(hal_irq_dispatch_one(&plic.irq, call_it), 9);
    assert_false(is_enabled(9));
    assert_int_equal(model.threshold, 0);
}

static void reset_is_that_of_the_driver(void **state)
{
    (void)state;
    attach(9, count_call);
    assert_int_equal(hal_irq_set_threshold(&plic.irq, 2), 2);
    hal_irq_reset(&plic.irq);
    init_disables_everything(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(it_keeps_the_contract, set_up),
        cmocka_unit_test_setup(init_disables_everything, set_up),
        cmocka_unit_test_setup(a_source_reaches_its_handler_once, set_up),
        cmocka_unit_test_setup(higher_priority_goes_first_and_the_threshold_holds_back, set_up),
        cmocka_unit_test_setup(a_level_too_high_becomes_the_highest, set_up),
        cmocka_unit_test_setup(sources_that_do_not_exist_are_refused, set_up),
        cmocka_unit_test_setup(a_source_gets_its_handler_without_an_access, set_up),
        cmocka_unit_test_setup(a_source_disabled_by_its_handler_stays_alive, set_up),
        cmocka_unit_test_setup(a_source_without_handler_is_told_and_silenced, set_up),
        cmocka_unit_test_setup(a_storm_ends_after_as_many_calls_as_sources, set_up),
        cmocka_unit_test_setup(one_source_is_served_with_the_threshold_at_its_priority, set_up),
        cmocka_unit_test_setup(one_source_may_be_none_or_have_no_handler, set_up),
        cmocka_unit_test_setup(reset_is_that_of_the_driver, set_up),
        cmocka_unit_test_setup(enabling_keeps_the_threshold, set_up),
        cmocka_unit_test_setup(an_interrupt_in_between_loses_no_change, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
