/* SPDX-License-Identifier: MIT */
/*
 * The compare register with the real counter: 100,000 changes of the deadline cause no interrupt
 * that was not requested.
 */
#include "irq.h"
#include "random.h"

#include <rt/test.h>

enum {
    REARMS = 100000,
    ROUNDS = 10000,
};

static volatile unsigned calls;
static volatile uint64_t called_at;

RT_INTERRUPT(timer)
{
    called_at = hal_timer_now(board_timer);
    hal_timer_cancel(board_timer);
    calls++;
}

static uint32_t seed = 1;

static void set_up(void)
{
    hal_timer_cancel(board_timer);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
}

RT_TEST_FIXTURE(set_up, rt_interrupts_off);

/* Deadlines just before and just after the low half wraps around. Half of one combined with half of
 * the other is in the past. */
RT_TEST(no_spurious_tick_in_100000_rearms)
{
    const uint64_t wrap = (hal_timer_now(board_timer) | UINT32_MAX) + 1;

    RT_REQUIRE_GT(wrap - hal_timer_now(board_timer), 0x10000000);
    for (unsigned i = 0; i < REARMS; i++) {
        const uint32_t random = random_next(&seed) % 16;
        hal_timer_set_deadline(board_timer, i % 2 == 0 ? wrap - 1 - random : wrap + random);
    }
    RT_EXPECT_EQ(calls, 0);
    hal_timer_cancel(board_timer);
    RT_EXPECT_EQ(calls, 0);
}

RT_TEST(a_deadline_in_the_past_fires_once_and_at_once)
{
    for (unsigned i = 1; i <= ROUNDS; i++) {
        const uint64_t now = hal_timer_now(board_timer);
        hal_timer_set_deadline(board_timer, random_next(&seed) % 2 == 0 ? now : now / 2);
        RT_REQUIRE_EQ(calls, i);
    }
}

RT_TEST(a_deadline_ahead_fires_once_and_never_early)
{
    for (unsigned i = 1; i <= 200; i++) {
        const uint64_t deadline = hal_timer_now(board_timer) + random_next(&seed) % 32;
        hal_timer_set_deadline(board_timer, deadline);
        while (calls < i) {
        }
        RT_REQUIRE_GE(called_at, deadline);
    }
    for (volatile unsigned i = 0; i < 1000; i++) {
    }
    RT_EXPECT_EQ(calls, 200);
}
