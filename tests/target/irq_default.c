/* SPDX-License-Identifier: MIT */
/* Interrupts without a handler: each is a panic that names its source. */
#include "irq.h"

#include <rt/test.h>

RT_TEST_PANICS(an_unexpected_software_interrupt_is_named, "software interrupt")
{
    IRQ_NEEDS_SOFTWARE();
    irq_raise_software();
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
}

RT_TEST_PANICS(an_unexpected_timer_interrupt_is_named, "timer interrupt")
{
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    rt_interrupt_wait();
}
