/* SPDX-License-Identifier: MIT */
/* The round trip of an empty handler, in instructions. HANDLER is its kind. */
#include "irq.h"

#include <rt/test.h>

#include <stdio.h>

HANDLER(software)
{
    IRQ_ACKNOWLEDGE();
}

RT_TEST(an_empty_handler_takes_no_longer_than_it_may)
{
    irq_raise_software();
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    const unsigned long count = irq_count_round_trip().around - IRQ_ACKNOWLEDGE_COUNT;
    printf("round trip: %lu instructions\n", count);
    RT_EXPECT_LE(count, LIMIT);
    /* A lower count would mean that there was no interrupt. */
    RT_EXPECT_GT(count, RT_HIGH_REGISTER_OR(30, 20));
}
