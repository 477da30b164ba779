/* SPDX-License-Identifier: MIT */
/* Counts known instructions. If one of these rows is wrong, so is every other row. */
#include "bench.h"

int main(void)
{
    bench_report("self.nothing", BENCH_COUNT((void)0), 1);
    bench_report("self.ten", BENCH_COUNT(__asm__ volatile(".rept 10\nnop\n.endr")), 1);
    return 0;
}
