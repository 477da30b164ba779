/* SPDX-License-Identifier: MIT */
/*
 * From reset to main. BENCH_NAME is the reading's name. BENCH_BSS and BENCH_DATA are the sizes of
 * arrays that start.S has to clear or copy. With BENCH_ARGS it keeps the boot arguments.
 */
#include "bench.h"

#include <rt/boot.h>

BENCH_MAIN_COUNTS

#ifdef BENCH_BSS
static volatile unsigned char zeros[BENCH_BSS];
#endif
#ifdef BENCH_DATA
static volatile unsigned char data[BENCH_DATA] = {1};
#endif

int bench_main(unsigned long at_main)
{
    unsigned long units = 1;

#ifdef BENCH_BSS
    units = sizeof(zeros);
    if (zeros[0] != 0 || zeros[sizeof(zeros) - 1] != 0) {
        return 1;
    }
#endif
#ifdef BENCH_DATA
    units = sizeof(data);
    if (data[0] != 1 || data[sizeof(data) - 1] != 0) {
        return 1;
    }
#endif
#ifdef BENCH_ARGS
    if (rt_boot_args.hart_id != csr_read(mhartid)) {
        return 1;
    }
#endif
    bench_report(BENCH_NAME, at_main, units);
    return 0;
}
