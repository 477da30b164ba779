/* SPDX-License-Identifier: MIT */
/*
 * Floating point in handlers that do not save its registers. A pointer hides it from rivet-check.
 * In a debug build it traps.
 */
#include "irq.h"

#include <rt/test.h>

static volatile float sum = 1.0F;

static void add_up(void)
{
    sum = sum * 0.5F + 1.0F;
}

static void (*volatile hidden)(void) = add_up;
static volatile bool preempt;

/* The plain handler runs first. */
static void add_up_in_the_nesting_handler(void)
{
    static volatile unsigned calls;

    calls = calls + 1;
    if (calls == 2) {
        add_up();
    }
}

RT_INTERRUPT(software)
{
    irq_clear_software();
    hidden();
}

RT_INTERRUPT_NESTING(timer)
{
    hal_timer_cancel(board_timer);
    if (preempt) {
        irq_raise_software();
        while (rt_interrupt_pending(IRQ_MACHINE_SOFTWARE)) {
        }
    }
    hidden();
}

static void nothing(void)
{
}

static void let_in(void)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    rt_interrupts_off();
}

RT_TEST_PANICS(a_plain_handler_traps, "illegal instruction")
{
    irq_raise_software();
    let_in();
}

RT_TEST_PANICS(a_nesting_handler_traps, "illegal instruction")
{
    hal_timer_set_deadline(board_timer, 0);
    let_in();
}

/* The entry of the handler that preempts puts the unit's state back; it does not turn it on. */
RT_TEST_PANICS(a_nesting_handler_traps_after_it_was_preempted, "illegal instruction")
{
    preempt = true;
    hidden = add_up_in_the_nesting_handler;
    hal_timer_set_deadline(board_timer, 0);
    let_in();
}

RT_TEST(floating_point_is_there_again_after_the_handler)
{
    hidden = nothing;
    irq_raise_software();
    hal_timer_set_deadline(board_timer, 0);
    let_in();
    add_up();
    RT_EXPECT(sum == 1.5F);
    RT_EXPECT_NE(csr_read(mstatus) & MSTATUS_FS, 0);
}
