/* SPDX-License-Identifier: MIT */
/*
 * The round trip of a handler that does nothing except BENCH_BODY, which is one instruction or
 * none. BENCH_HANDLER is its kind, BENCH_NAME the reading's name.
 */
#include "trap.h"

#ifndef BENCH_BODY
#define BENCH_BODY ""
#endif

enum {
    BODY_COST = sizeof(BENCH_BODY) > 1
};

BENCH_HANDLER(software)
{
    BENCH_ACKNOWLEDGE();
    __asm__ volatile(BENCH_BODY);
}

int main(void)
{
    bench_raise_software();
    bench_report(BENCH_NAME, BENCH_COUNT_INTERRUPT() - BENCH_ACKNOWLEDGE_COST - BODY_COST, 1);
    return 0;
}
