/* SPDX-License-Identifier: MIT */
/*
 * CONTEXTS any: the interrupted program may have the floating-point unit off. The handler has it,
 * and afterwards it is off again.
 */
#include "irq.h"

#include <rt/test.h>

static volatile unsigned calls;
static volatile double sum = 1.0;

RT_INTERRUPT_FLOAT(software)
{
    irq_clear_software();
    sum = sum * 0.5 + 1.0;
    calls++;
}

RT_INTERRUPT_NESTING_FLOAT(timer)
{
    hal_timer_cancel(board_timer);
    sum = sum * 0.5 + 1.0;
    calls++;
}

/* The state of the unit after an interrupt that finds it off. */
static unsigned long interrupt_without_unit(void)
{
    const unsigned before = calls;

    csr_clear(mstatus, MSTATUS_FS);
    rt_interrupts_on();
    while (calls == before) {
    }
    rt_interrupts_off();
    const unsigned long state = csr_read(mstatus) & MSTATUS_FS;
    csr_set(mstatus, MSTATUS_FS);
    return state;
}

RT_TEST(a_plain_handler_has_the_unit_and_leaves_it_off)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    irq_raise_software();
    RT_EXPECT_EQ(interrupt_without_unit(), 0);
    RT_EXPECT(sum == 1.5);
}

RT_TEST(a_nesting_handler_has_the_unit_and_leaves_it_off)
{
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    hal_timer_set_deadline(board_timer, 0);
    RT_EXPECT_EQ(interrupt_without_unit(), 0);
    RT_EXPECT(sum == 1.5);
}
