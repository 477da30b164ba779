/* SPDX-License-Identifier: MIT */
/* The entry to a plain handler and the round trip, in instructions. */
#include "irq.h"

#include <rt/test.h>

#include <stdio.h>

static volatile unsigned long first;

RT_INTERRUPT(software)
{
    /* The first instruction of the handler. */
    const unsigned long now = csr_read(minstret);
    IRQ_ACKNOWLEDGE();
    first = now;
}

RT_TEST(a_plain_handler_is_entered_within_its_instructions)
{
    irq_raise_software();
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    const struct irq_count count = irq_count_round_trip();
    printf("entry: %lu instructions\n", first - count.start - 2);
    RT_EXPECT_EQ(first - count.start - 2, ENTRY);
}
