/* SPDX-License-Identifier: MIT */
/* Alarms: exact order among thousands, no drift, cancelling from any context. */
#include "random.h"

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/test.h>

#include <stdio.h>

enum {
    MANY = 3000,
};

static struct rt_alarm alarms[MANY];
static unsigned short fired[MANY];
static volatile unsigned count;

static void note(void *argument)
{
    fired[count] = (unsigned short)((struct rt_alarm *)argument - alarms);
    count++;
}

static uint32_t seed = 12345;

static void begin(void)
{
    for (unsigned i = 0; i < MANY; i++) {
        alarms[i] = (struct rt_alarm){.function = note, .argument = &alarms[i]};
    }
    rt_alarms_begin();
    rt_interrupts_on();
}

static void end(void)
{
    rt_interrupts_off();
}

RT_TEST_FIXTURE(begin, end);

RT_TEST(thousands_fire_in_exact_order_and_the_cancelled_ones_do_not)
{
    static uint64_t wanted[MANY];
    const uint64_t start = hal_timer_now(board_timer) + 500000;
    unsigned cancelled = 0;

    /* With interrupts off no alarm fires before all are set, even on a slow machine. */
    rt_interrupts_off();
    for (unsigned i = 0; i < MANY; i++) {
        /* Only a few different deadlines, so that many are equal. */
        wanted[i] = start + random_next(&seed) % 1000 * 100;
        rt_alarm_start(&alarms[i], wanted[i]);
    }
    for (unsigned i = 0; i < MANY; i += 3) {
        cancelled += rt_alarm_cancel(&alarms[i]);
    }
    rt_interrupts_on();
    while (count < MANY - cancelled) {
    }
    RT_EXPECT_EQ(cancelled, MANY / 3);
    for (unsigned i = 1; i < count; i++) {
        const unsigned before = fired[i - 1];
        const unsigned after = fired[i];
        RT_EXPECT(wanted[before] < wanted[after] ||
                  (wanted[before] == wanted[after] && before < after));
        RT_EXPECT_NE(after % 3, 0);
    }
    RT_EXPECT(!rt_alarm_cancel(&alarms[1]));
}

RT_TEST(a_deadline_beyond_the_timer_s_range_never_comes)
{
    rt_alarm_start_periodic(&alarms[0], 1, UINT64_MAX);
    rt_alarm_start(&alarms[1], hal_timer_now(board_timer) + 1000);
    while (count < 2) {
    }
    RT_EXPECT_EQ(count, 2);
    RT_EXPECT_EQ(fired[1], 1);
    RT_EXPECT(!rt_alarm_cancel(&alarms[0]));
}

RT_TEST(an_alarm_in_the_past_fires_at_once)
{
    rt_alarm_start(&alarms[0], 0);
    while (count == 0) {
    }
    RT_EXPECT_EQ(count, 1);
}

static uint64_t deadlines[100];

static void note_deadline(void *argument)
{
    /* The alarm was already started again, so its deadline is one period later. */
    deadlines[count] = ((struct rt_alarm *)argument)->deadline;
    count++;
    if (count == 100) {
        RT_EXPECT(rt_alarm_cancel(argument));
    }
}

RT_TEST(a_periodic_alarm_does_not_drift)
{
    const uint64_t start = hal_timer_now(board_timer) + 1000;
    struct rt_alarm alarm = {.function = note_deadline, .argument = &alarm};

    rt_alarm_start_periodic(&alarm, start, 777);
    while (count < 100) {
    }
    for (unsigned i = 0; i < 100; i++) {
        RT_EXPECT_EQ(deadlines[i], start + (i + 1) * 777ULL);
    }
    RT_EXPECT(!rt_alarm_cancel(&alarm));
}

static void start_next(void *argument)
{
    struct rt_alarm *const alarm = argument;

    count++;
    if (count < 10) {
        rt_alarm_start(alarm, alarm->deadline + 10);
    }
}

RT_TEST(an_alarm_may_start_itself_again)
{
    struct rt_alarm alarm = {.function = start_next, .argument = &alarm};

    rt_alarm_start(&alarm, hal_timer_now(board_timer));
    while (count < 10) {
    }
    RT_EXPECT(!rt_alarm_cancel(&alarm));
}

RT_TEST(a_pending_alarm_can_be_moved)
{
    const uint64_t now = hal_timer_now(board_timer);

    rt_interrupts_off();
    rt_alarm_start(&alarms[0], now + 1000000000);
    rt_alarm_start(&alarms[1], now + 2000);
    rt_alarm_start(&alarms[0], now + 1000);
    rt_interrupts_on();
    while (count < 2) {
    }
    RT_EXPECT_EQ(fired[0], 0);
    RT_EXPECT_EQ(fired[1], 1);
}
