/* SPDX-License-Identifier: MIT */
/*
 * Others that need the timer, as alarms: a tick, a watchdog, and the timer of a lower mode.
 */
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/test.h>

enum {
    SUPERVISOR_TIMER_PENDING = 1 << 5,
};

static volatile unsigned ticks;

static void tick(void *argument)
{
    (void)argument;
    ticks++;
}

static void bite(void *argument)
{
    rt_panic("%s did not kick the watchdog", (const char *)argument);
}

/* What a monitor does for an S-mode program that set its timer (SBI specification, chapter 6). */
static void make_pending(void *argument)
{
    (void)argument;
    csr_set(mip, SUPERVISOR_TIMER_PENDING);
}

static struct rt_alarm ticker = {.function = tick};
static char program[] = "main";
static struct rt_alarm watchdog = {.function = bite, .argument = program};
static struct rt_alarm lower_timer = {.function = make_pending};

static uint64_t in_us(uint32_t us)
{
    return hal_timer_now(board_timer) + hal_timer_ticks_from_ns(board_timer, (uint64_t)us * 1000);
}

static void begin(void)
{
    rt_alarms_begin();
    rt_interrupts_on();
}

static void end(void)
{
    rt_interrupts_off();
    (void)rt_alarm_cancel(&ticker);
    (void)rt_alarm_cancel(&watchdog);
}

RT_TEST(a_tick_is_a_periodic_alarm_and_a_watchdog_one_that_is_moved)
{
    begin();
    rt_alarm_start_periodic(&ticker, in_us(100), hal_timer_ticks_from_ns(board_timer, 100000));
    for (unsigned seen = 0; seen < 50; seen++) {
        rt_alarm_start(&watchdog, in_us(10000000));
        while (ticks <= seen) {
        }
    }
    end();
    RT_EXPECT_GE(ticks, 50);
}

RT_TEST_PANICS(a_watchdog_that_is_not_moved_bites, "main did not kick the watchdog")
{
    begin();
    rt_alarm_start_periodic(&ticker, in_us(100), hal_timer_ticks_from_ns(board_timer, 100000));
    rt_alarm_start(&watchdog, in_us(2000));
    for (;;) {
        rt_interrupt_wait();
    }
}

RT_TEST(a_lower_mode_s_timer_is_an_alarm_that_makes_its_interrupt_pending)
{
    csr_clear(mip, SUPERVISOR_TIMER_PENDING);
    begin();
    rt_alarm_start(&lower_timer, in_us(100));
    while ((csr_read(mip) & SUPERVISOR_TIMER_PENDING) == 0) {
    }
    end();
    RT_EXPECT(!rt_alarm_cancel(&lower_timer));
}
