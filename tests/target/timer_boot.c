/* SPDX-License-Identifier: MIT */
/*
 * The timer after the boot: its interrupt is not pending, whatever the reset left in the compare
 * register, and it comes once a deadline is set.
 */
#include "irq.h"

#include <rt/test.h>

static volatile unsigned calls;

RT_INTERRUPT(timer)
{
    hal_timer_cancel(board_timer);
    calls++;
}

static void set_up(void)
{
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
}

RT_TEST_FIXTURE(set_up, rt_interrupts_off);

RT_TEST(no_interrupt_before_the_first_deadline)
{
    hal_timer_delay_ns(board_timer, 10000000);
    RT_EXPECT_EQ(calls, 0);
}

RT_TEST(the_first_deadline_interrupts)
{
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer));
    hal_timer_delay_ns(board_timer, 1000000);
    RT_EXPECT_EQ(calls, 1);
}
