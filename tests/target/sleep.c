/* SPDX-License-Identifier: MIT */
/* Uptime, delays, sleeping, and idling without missing an interrupt. */
#include "irq.h"

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/test.h>
#include <rt/time.h>

enum {
    WAIT_US = 2000,
};

static uint64_t ticks_of(uint64_t us)
{
    return hal_timer_ticks_from_ns(board_timer, us * 1000);
}

RT_TEST(uptime_is_the_timers)
{
    const uint64_t before = hal_timer_now(board_timer);
    const uint64_t us = rt_uptime_us();
    const uint64_t ms = rt_uptime_ms();
    const uint64_t after = hal_timer_now(board_timer);

    RT_EXPECT(ticks_of(us + 1) >= before && ticks_of(us) <= after + 1);
    RT_EXPECT(ms >= us / 1000 && ticks_of(ms * 1000) <= after + 1);
}

RT_TEST(ticks_are_rounded_up)
{
    const uint64_t hz = board_timer->frequency_hz;

    RT_EXPECT_EQ(rt_ticks_from_us(0), 0);
    RT_EXPECT_EQ(rt_ticks_from_us(1), (hz + 999999) / 1000000);
    RT_EXPECT_EQ(rt_ticks_from_us(1000001), hz + (hz + 999999) / 1000000);
    RT_EXPECT_EQ(rt_ticks_from_ms(1), (hz + 999) / 1000);
    RT_EXPECT_EQ(rt_ticks_from_ms(3600000), 3600 * hz);
    RT_EXPECT_EQ(rt_ticks_from_us(UINT64_MAX), UINT64_MAX);
    RT_EXPECT_EQ(rt_ticks_from_ms(UINT64_MAX / 1000000 + 1), UINT64_MAX);
}

RT_TEST(a_delay_is_not_too_short)
{
    const uint64_t before = hal_timer_now(board_timer);

    rt_delay_us(WAIT_US);
    RT_EXPECT(hal_timer_now(board_timer) - before >= ticks_of(WAIT_US));
    rt_delay_us(0);
}

RT_TEST(a_sleep_is_not_too_short)
{
    rt_interrupts_on();
    const uint64_t before = hal_timer_now(board_timer);

    rt_sleep_us(WAIT_US);
    const uint64_t between = hal_timer_now(board_timer);
    RT_EXPECT(between - before >= ticks_of(WAIT_US));
    rt_sleep_ms(WAIT_US / 1000);
    RT_EXPECT(hal_timer_now(board_timer) - between >= ticks_of(WAIT_US));
    rt_sleep_us(0);
}

RT_TEST(the_shortest_sleep_is_not_too_short)
{
    rt_interrupts_on();
    for (unsigned i = 0; i < 100; i++) {
        const uint64_t before = hal_timer_now(board_timer);
        rt_sleep_us(1);
        RT_EXPECT(hal_timer_now(board_timer) - before >= ticks_of(1));
    }
}

/* On a busy host the time may be over before the hart sleeps. */
RT_TEST(sleeping_counts_as_idle)
{
    rt_interrupts_on();
    const uint64_t idle = rt_idle_us();
    const uint64_t before = hal_timer_now(board_timer);

    do {
        rt_sleep_us(WAIT_US);
    } while (rt_idle_us() == idle);
    RT_EXPECT(ticks_of(rt_idle_us() - idle) <= hal_timer_now(board_timer) - before);
}

static volatile unsigned fired;

static void count(void *argument)
{
    (void)argument;
    fired = fired + 1;
}

RT_TEST(alarms_go_on_while_the_program_sleeps)
{
    struct rt_alarm alarm = {.function = count};

    rt_interrupts_on();
    rt_alarms_begin();
    rt_alarm_start_periodic(&alarm, hal_timer_now(board_timer), ticks_of(WAIT_US / 10));
    rt_sleep_us(WAIT_US);
    RT_EXPECT(rt_alarm_cancel(&alarm));
    RT_EXPECT(fired >= 10);
}

RT_TEST(with_interrupts_off_a_sleep_waits_all_the_same)
{
    const uint64_t before = hal_timer_now(board_timer);

    rt_interrupts_off();
    rt_sleep_us(WAIT_US);
    RT_EXPECT(hal_timer_now(board_timer) - before >= ticks_of(WAIT_US));
    RT_EXPECT_EQ(csr_read(mstatus) & MSTATUS_MIE, 0);
}

static volatile unsigned interrupts;

RT_INTERRUPT(software)
{
    irq_clear_software();
    interrupts = interrupts + 1;
}

/* The interrupt comes after the check, and before the hart sleeps. */
RT_TEST(an_interrupt_before_the_sleep_is_not_missed)
{
    IRQ_NEEDS_SOFTWARE();
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    for (unsigned i = 0; i < 1000; i++) {
        rt_interrupts_off();
        irq_raise_software();
        while (interrupts == i) {
            rt_idle();
        }
        rt_interrupts_on();
    }
    RT_EXPECT_EQ(interrupts, 1000);
}

static unsigned entered, left;

void board_idle_enter(void)
{
    entered++;
}

void board_idle_leave(void)
{
    RT_EXPECT_EQ(entered, left + 1);
    RT_EXPECT_EQ(csr_read(mstatus) & MSTATUS_MIE, 0);
    left++;
}

RT_TEST(the_boards_hooks_are_called_around_each_sleep)
{
    rt_interrupts_on();
    do {
        rt_sleep_us(WAIT_US);
    } while (entered == 0);
    RT_EXPECT_EQ(entered, left);
}
