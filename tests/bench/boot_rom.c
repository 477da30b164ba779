/* SPDX-License-Identifier: MIT */
/* Reports the reading of boot_rom.S. The runtime is not linked. */
#include "bench.h"

#include <rt/exit.h>

void bench_main(unsigned long at_start);

void bench_main(unsigned long at_start)
{
    bench_report("boot.rom", at_start, 1);
    rt_exit(0);
}
