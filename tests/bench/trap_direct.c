/* SPDX-License-Identifier: MIT */
/* A direct handler that increments a counter. */
#include "trap.h"

static volatile unsigned counter;

RT_INTERRUPT_DIRECT(software)
{
    counter++;
    /* Disables the source, in one instruction. */
    csr_clear(mie, MIP_MSIP);
}

int main(void)
{
    bench_raise_software();
    const unsigned long count = BENCH_COUNT_INTERRUPT() - 1;
    if (counter != 1) {
        return 1;
    }
    bench_report("trap.direct", count, 1);
    return 0;
}
