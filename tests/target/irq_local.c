/* SPDX-License-Identifier: MIT */
/*
 * A source that the board names: the supervisor's software interrupt, which is for machine mode
 * unless it is delegated. KIND is the kind of its handler.
 */
#include "irq.h"

#include <rt/test.h>

enum {
    SUPERVISOR_SOFTWARE = 1,
    PENDING = 1 << SUPERVISOR_SOFTWARE,
};

static volatile unsigned calls, preempted, before;

KIND(supervisor_software)
{
    csr_clear(mip, PENDING);
    calls++;
    irq_raise_software();
    hal_timer_set_deadline(board_timer, 0);
    irq_spend(100);
    preempted = before;
}

RT_INTERRUPT(software)
{
    irq_clear_software();
    before++;
}

RT_INTERRUPT_NESTING(timer)
{
    hal_timer_cancel(board_timer);
    before += 100;
}

static void interrupt(void)
{
    rt_interrupt_enable(SUPERVISOR_SOFTWARE);
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    csr_set(mip, PENDING);
    RT_EXPECT(rt_interrupt_pending(SUPERVISOR_SOFTWARE));
    rt_interrupts_on();
    while (before != 101) {
    }
    rt_interrupts_off();
}

RT_TEST(a_local_source_is_preempted_as_its_kind_says)
{
    interrupt();
    RT_EXPECT_EQ(calls, 1);
    RT_EXPECT_EQ(preempted, PREEMPTED);
    RT_EXPECT(!rt_interrupt_pending(SUPERVISOR_SOFTWARE));
}

RT_TEST(a_local_source_can_be_disabled)
{
    rt_interrupt_enable(SUPERVISOR_SOFTWARE);
    rt_interrupt_disable(SUPERVISOR_SOFTWARE);
    csr_set(mip, PENDING);
    rt_interrupts_on();
    irq_spend(100);
    rt_interrupts_off();
    RT_EXPECT_EQ(calls, 0);
}
