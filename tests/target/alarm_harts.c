/* SPDX-License-Identifier: MIT */
/* An alarm is cancelled by a hart other than the one that runs its function. */
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/test.h>

enum {
    STACK = 2048,
    TIMEOUT_US = 5000000,
    PERIOD = 100,
};

static char stack[STACK] __attribute__((aligned(16)));
static struct rt_alarm alarm;
static volatile unsigned calls;
static volatile bool cancelled, in_time;

static void run_until_cancelled(void *argument)
{
    (void)argument;
    calls++;
    while (!cancelled) {
    }
}

static void cancel(void *argument)
{
    (void)argument;
    in_time = rt_alarm_cancel(&alarm);
    cancelled = true;
}

static void cancel_while_it_runs(void *argument)
{
    while (calls == 0) {
    }
    cancel(argument);
}

static void start_hart_1(rt_hart_function *function)
{
    RT_REQUIRE_EQ(rt_hart_start(1, function, NULL, (struct rt_hart_stack){stack, STACK}), HAL_OK);
}

static void begin(void)
{
    alarm.function = run_until_cancelled;
    rt_alarms_begin();
    rt_interrupts_on();
}

RT_TEST_FIXTURE(begin, rt_interrupts_off);

RT_TEST(cancelling_an_alarm_whose_function_runs_is_too_late)
{
    start_hart_1(cancel_while_it_runs);
    rt_alarm_start_periodic(&alarm, hal_timer_now(board_timer), PERIOD);
    RT_REQUIRE_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
    RT_EXPECT(!in_time);
    RT_EXPECT_EQ(calls, 1);
    RT_EXPECT(!rt_alarm_cancel(&alarm));
}

RT_TEST(cancelling_an_alarm_that_waits_is_in_time)
{
    rt_alarm_start_periodic(&alarm, UINT64_MAX / 2, PERIOD);
    start_hart_1(cancel);
    RT_REQUIRE_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
    RT_EXPECT(in_time);
    RT_EXPECT_EQ(calls, 0);
}
