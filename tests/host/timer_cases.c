/* SPDX-License-Identifier: MIT */
/* See timer_cases.h. */
#include "timer_cases.h"

#include <host_test.h>

#define OF_MAIN    0x0000000100000002U
#define OF_HANDLER 0x0000000300000004U

void now_survives_a_carry_at_every_read(void **state)
{
    (void)state;
    for (unsigned carries = 0; carries < 8; carries++) {
        const uint64_t before = 0x7ffffffffU;
        bench.counter->time = before;
        bench.counter->carries_left = carries;
        const uint64_t now = hal_timer_now(bench.timer);
        assert_true(now >= before && now <= bench.counter->time);
    }
}

/* A value with the last high half is beyond any time. It may be there for a moment. */
static void check_change(uint64_t from, uint64_t to)
{
    const uint64_t beyond_time = bench.last & ~(uint64_t)UINT32_MAX;
    hal_timer_set_deadline(bench.timer, from);
    assert_true(bench.comparator->value == from);
    bench.comparator->smallest = UINT64_MAX;
    hal_timer_set_deadline(bench.timer, to);
    assert_true(bench.comparator->value == to);
    assert_true(bench.comparator->smallest >= (to < beyond_time ? to : beyond_time));
}

void deadlines_show_no_value_in_between(void **state)
{
    (void)state;
    const uint64_t values[] = {
        0, 1, UINT32_MAX, 1ULL << 32, 0x5ffffffffU, 0x600000000U, 7, bench.last,
    };
    const size_t count = sizeof(values) / sizeof(values[0]);
    for (size_t i = 0; i < count * count; i++) {
        check_change(values[i / count], values[i % count]);
    }
}

static void set_deadline_in_handler(void)
{
    hal_timer_set_deadline(bench.timer, OF_HANDLER);
}

void a_handler_that_sets_one_too_leaves_no_mix(void **state)
{
    for (unsigned access = 1; access <= bench.accesses; access++) {
        (void)set_up(state);
        model_set_interrupt_at(access, set_deadline_in_handler);
        hal_timer_set_deadline(bench.timer, OF_MAIN);
        assert_false(model_interrupt_is_to_come());
        assert_true(bench.comparator->value == OF_MAIN || bench.comparator->value == OF_HANDLER);
    }
}
