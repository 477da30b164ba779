/* SPDX-License-Identifier: MIT */
/* Direct handlers: the compiler saves the registers that they use, and they need no own stack. */
#include "irq.h"

#include <rt/image.h>
#include <rt/test.h>

#include <stdio.h>

static volatile unsigned counter;

RT_INTERRUPT_DIRECT(software)
{
    counter++;
    /* One instruction without a register: the source stays pending but is disabled. */
    csr_clear(mie, MIP_MSIP);
}

RT_TEST(a_direct_handler_that_counts_takes_12_instructions)
{
    irq_raise_software();
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    const unsigned long count = irq_count_round_trip().around - 1;
    printf("round trip: %lu instructions\n", count);
    RT_EXPECT_LE(count, 12);
    RT_EXPECT_EQ(counter, 1);
}

RT_TEST(a_direct_handler_needs_no_interrupt_stack)
{
    RT_EXPECT_EQ(rt_boot_irq_external_end, rt_boot_irq_plain_start);
}
