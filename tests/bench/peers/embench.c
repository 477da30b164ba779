/* SPDX-License-Identifier: MIT */
/*
 * The instructions of one of Embench's benchmarks.
 */
#include "bench.h"

#include <port.h>
#include <stddef.h>

int main(void)
{
    if (embench_main(0, NULL) != 0) {
        return 1;
    }
    bench_report(BENCH_NAME, port_instructions, 1);
    return 0;
}
