/* SPDX-License-Identifier: MIT */
/*
 * Stack overflows in interrupt handlers that have their own stacks. KIND is the kind of the handler
 * of the software interrupt.
 */
#include "faults.h"
#include "recurse.h"

#include <rt/board.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/protect.h>
#include <rt/test.h>

KIND(software)
{
    recurse(0);
}

RT_INTERRUPT_NESTING(timer)
{
    recurse(0);
}

RT_INTERRUPT_NESTING(external)
{
}

RT_TEST_PANICS(recursion_in_the_timers_handler, "stack overflow: timer interrupt stack of hart ")
{
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    rt_interrupt_wait();
}

RT_TEST_PANICS(recursion_in_the_software_interrupts_handler, "stack overflow: " STACK_NAME)
{
    board_set_software_irq(csr_read(mhartid), true);
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    rt_interrupt_wait();
}

/* Guards of stacks that sp is not in. */
RT_TEST_PANICS(store_below_the_external_interrupts_stack,
               "store to an address where nothing may be written")
{
    AT(char, (uintptr_t)rt_boot_irq_external_start - 1) = 1;
}

RT_TEST_PANICS(load_from_the_lowest_guard, "access past the top: main stack of hart ")
{
    (void)AT(char, rt_harts_start);
}

RT_TEST_PANICS(store_to_the_trap_stacks_guard, "store to an address where nothing may be written")
{
    AT(char, rt_boot_trap_guard) = 1;
}

RT_TEST(all_protection_is_in_force)
{
    RT_EXPECT_STR_EQ(rt_protect_missing(0), NULL);
}
