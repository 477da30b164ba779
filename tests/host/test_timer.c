/* SPDX-License-Identifier: MIT */
/* Time spans: conversions at the edges of their ranges, delays and deadlines on a fake timer. */
#include <contract.h>
#include <fake_timer.h>
#include <host_test.h>

static uint64_t ticks_from_ns(uint32_t hz, uint64_t ns)
{
    struct fake_timer fake;
    fake_timer_init(&fake, hz, 0);
    return hal_timer_ticks_from_ns(&fake.timer, ns);
}

static uint64_t ns_from_ticks(uint32_t hz, uint64_t ticks)
{
    struct fake_timer fake;
    fake_timer_init(&fake, hz, 0);
    return hal_timer_ns_from_ticks(&fake.timer, ticks);
}

static void spans_round_up_to_ticks(void **state)
{
    (void)state;
    assert_int_equal(ticks_from_ns(10000000, 0), 0);
    assert_int_equal(ticks_from_ns(10000000, 1), 1);
    assert_int_equal(ticks_from_ns(10000000, 100), 1);
    assert_int_equal(ticks_from_ns(10000000, 101), 2);
    assert_int_equal(ticks_from_ns(32768, 1000000000), 32768);
    assert_int_equal(ticks_from_ns(32768, 1000000001), 32769);
    assert_int_equal(ticks_from_ns(1, 1), 1);
}

static void ticks_round_down_to_ns(void **state)
{
    (void)state;
    assert_int_equal(ns_from_ticks(10000000, 3), 300);
    assert_int_equal(ns_from_ticks(32768, 1), 30517);
    assert_int_equal(ns_from_ticks(3, 2), 666666666);
}

static void conversions_saturate(void **state)
{
    (void)state;
    assert_true(ticks_from_ns(1000000000, UINT64_MAX) == UINT64_MAX);
    assert_true(ticks_from_ns(1000000001, UINT64_MAX) == UINT64_MAX);
    assert_true(ticks_from_ns(UINT32_MAX, UINT64_MAX) == UINT64_MAX);
    assert_true(ticks_from_ns(999999999, UINT64_MAX) == 18446744055262807542U);
    assert_true(ns_from_ticks(999999999, UINT64_MAX) == UINT64_MAX);
    assert_true(ns_from_ticks(1, UINT64_MAX) == UINT64_MAX);
    assert_true(ns_from_ticks(1000000000, UINT64_MAX) == UINT64_MAX);
    assert_true(ns_from_ticks(UINT32_MAX, UINT64_MAX) == 4294967297000000000U);
}

static void conversions_match_wide_arithmetic(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int i = 0; i < 100000; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        const uint32_t hz = (uint32_t)(seed >> 40) + 1;
        const uint64_t ns = seed >> (seed % 30 + 8);
        const unsigned __int128 wide = ((unsigned __int128)ns * hz + 999999999) / 1000000000;
        assert_true(ticks_from_ns(hz, ns) == (uint64_t)wide);
        const unsigned __int128 back = (unsigned __int128)ns * 1000000000 / hz;
        assert_true(ns_from_ticks(hz, ns) == (back > UINT64_MAX ? UINT64_MAX : (uint64_t)back));
    }
}

static void a_delay_is_never_too_short(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 10000000, 1);
    hal_timer_delay_ns(&fake.timer, 250);
    /* Read at 0 and at 4: at least three whole ticks have passed, whatever the phase. */
    assert_int_equal(fake.ticks - 1, 4);
    fake_timer_init(&fake, 10000000, 1);
    hal_timer_delay_ns(&fake.timer, 0);
    assert_int_equal(fake.looks, 0);
}

static void a_delay_survives_the_counter_wrapping(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 1000000000, 1);
    fake.ticks = UINT64_MAX - 2;
    hal_timer_delay_ns(&fake.timer, 10);
    assert_int_equal(fake.ticks - (UINT64_MAX - 2) - 1, 11);
}

static void a_deadline_passes_after_the_whole_span(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 1000000, 0);
    fake.ticks = 100;
    struct hal_deadline deadline = hal_deadline_start(&fake.timer, 5);
    fake.ticks = 105;
    assert_false(hal_deadline_passed(&deadline));
    fake.ticks = 106;
    assert_false(hal_deadline_passed(&deadline));
    assert_true(hal_deadline_passed(&deadline));
    assert_true(hal_deadline_passed(&deadline));
}

/* A preempted caller: between its two checks the condition came true and the span ended. */
static void a_condition_is_checked_once_after_the_deadline(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 1000000, 0);
    struct hal_deadline deadline = hal_deadline_start(&fake.timer, 5);
    unsigned checks = 1;
    fake.ticks = 1000;
    while (!hal_deadline_passed(&deadline)) {
        checks++;
    }
    assert_int_equal(checks, 2);
}

static void a_deadline_passes_on_a_counter_that_stands_still(void **state)
{
    (void)state;
    for (uint64_t ticks = 0; ticks < 2; ticks++) {
        struct fake_timer fake;
        fake_timer_init(&fake, 1000000, 0);
        fake.ticks = ticks;
        struct hal_deadline deadline = hal_deadline_start(&fake.timer, 5);
        unsigned calls = 0;
        while (!hal_deadline_passed(&deadline) && calls <= HAL_TIMER_STILL + 10) {
            calls++;
        }
        assert_in_range(calls, HAL_TIMER_STILL, HAL_TIMER_STILL + 1);
    }
}

static void a_counter_that_goes_on_gets_its_whole_span(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 1000000, 0);
    struct hal_deadline deadline = hal_deadline_start(&fake.timer, 5);
    for (unsigned tick = 0; tick < 2; tick++) {
        for (unsigned i = 1; i < HAL_TIMER_STILL; i++) {
            assert_false(hal_deadline_passed(&deadline));
        }
        fake.ticks++;
    }
    assert_false(hal_deadline_passed(&deadline));
    assert_true(deadline.still <= 1);
}

static void a_delay_ends_on_a_counter_that_stands_still(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 1000000, 0);
    fake.ticks = 7;
    hal_timer_delay_ns(&fake.timer, 5000);
    assert_in_range(fake.looks, HAL_TIMER_STILL, HAL_TIMER_STILL + 2);
}

static void zero_and_forever_need_no_timer(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 1000000, 1);
    struct hal_deadline at_once = hal_deadline_start(&fake.timer, 0);
    struct hal_deadline never = hal_deadline_start(&fake.timer, HAL_FOREVER);
    assert_true(hal_deadline_passed(&at_once));
    assert_false(hal_deadline_passed(&never));
    assert_int_equal(fake.looks, 0);
}

static void a_deadline_beyond_the_counter_does_not_pass_early(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 1000000, 0);
    fake.ticks = UINT64_MAX - 3;
    struct hal_deadline deadline = hal_deadline_start(&fake.timer, 1000);
    assert_false(hal_deadline_passed(&deadline));
}

static void a_fake_keeps_the_timer_contract(void **state)
{
    (void)state;
    struct fake_timer fake;
    fake_timer_init(&fake, 32768, 1);
    assert_string_equal(contract_timer(&fake.timer) ?: "", "");
    fake_timer_init(&fake, 10000000, 1);
    assert_string_equal(contract_timer(&fake.timer) ?: "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fake_keeps_the_timer_contract),
        cmocka_unit_test(spans_round_up_to_ticks),
        cmocka_unit_test(ticks_round_down_to_ns),
        cmocka_unit_test(conversions_saturate),
        cmocka_unit_test(conversions_match_wide_arithmetic),
        cmocka_unit_test(a_delay_is_never_too_short),
        cmocka_unit_test(a_delay_survives_the_counter_wrapping),
        cmocka_unit_test(a_deadline_passes_after_the_whole_span),
        cmocka_unit_test(a_condition_is_checked_once_after_the_deadline),
        cmocka_unit_test(a_deadline_passes_on_a_counter_that_stands_still),
        cmocka_unit_test(a_counter_that_goes_on_gets_its_whole_span),
        cmocka_unit_test(a_delay_ends_on_a_counter_that_stands_still),
        cmocka_unit_test(zero_and_forever_need_no_timer),
        cmocka_unit_test(a_deadline_beyond_the_counter_does_not_pass_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
