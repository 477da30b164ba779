/* SPDX-License-Identifier: MIT */
/* The first alarm, when the timer's compare register has an arbitrary value. */
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/test.h>

static volatile bool fired;

static void fire(void *argument)
{
    (void)argument;
    fired = true;
}

RT_TEST(an_alarm_of_time_0_set_before_the_beginning_fires_at_once)
{
    static struct rt_alarm alarm = {.function = fire};

    hal_timer_set_deadline(board_timer, UINT64_MAX);
    rt_alarm_start(&alarm, 0);
    rt_alarms_begin();
    rt_interrupts_on();
    struct hal_deadline deadline = hal_deadline_start(board_timer, 1000000);
    while (!fired && !hal_deadline_passed(&deadline)) {
    }
    RT_EXPECT(fired);
}
