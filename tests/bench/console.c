/* SPDX-License-Identifier: MIT */
/*
 * printf to the serial port, the line sent and all.
 */
#include "bench.h"

#include <stdio.h>

int main(void)
{
    const unsigned long count = BENCH_COUNT(printf("%d %x %8s\n", 12345, 0xbeefU, "rivet"));

    bench_report("console.printf", count, 1);
    return 0;
}
