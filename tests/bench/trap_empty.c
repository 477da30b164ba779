/* SPDX-License-Identifier: MIT */
/*
 * There and back again of a handler that does nothing. BENCH_HANDLER is its kind, BENCH_NAME the
 * reading's name.
 */
#include "trap.h"

BENCH_HANDLER(software)
{
    BENCH_ACKNOWLEDGE();
}

int main(void)
{
    bench_raise_software();
    bench_report(BENCH_NAME, BENCH_COUNT_INTERRUPT() - BENCH_ACKNOWLEDGE_COST, 1);
    return 0;
}
