/* SPDX-License-Identifier: MIT */
/*
 * Tells what boot_rom.S read. There is no runtime below this.
 */
#include "bench.h"

#include <rt/exit.h>

void bench_main(unsigned long at_start);

void bench_main(unsigned long at_start)
{
    bench_report("boot.rom", at_start, 1);
    rt_exit(0);
}
