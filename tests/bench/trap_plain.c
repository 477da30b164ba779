/* SPDX-License-Identifier: MIT */
/* A plain handler: the instructions from the vector to its first instruction. */
#include "trap.h"

static volatile unsigned long at_first;

RT_INTERRUPT(software)
{
    const unsigned long now = csr_read(minstret);

    BENCH_ACKNOWLEDGE();
    at_first = now;
}

int main(void)
{
    bench_raise_software();
    const unsigned long start = csr_read(minstret);
    rt_interrupts_on();
    /* The difference also contains reading the counter and the instruction that enables
     * interrupts. */
    bench_report("trap.plain.entry", at_first - start - BENCH_OWN_COST - 1, 1);
    return 0;
}
