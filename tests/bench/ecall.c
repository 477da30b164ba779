/* SPDX-License-Identifier: MIT */
/* An ecall and its return: every register saved, a C handler, every register restored. */
#include "bench.h"

#include <rt/trap.h>

static bool skip(struct rt_trap_frame *frame)
{
    frame->pc += 4;
    return true;
}

int main(void)
{
    if (rt_trap_set_handler(CAUSE_ECALL_M, skip) < 0) {
        return 1;
    }
    bench_report("trap.ecall", BENCH_COUNT(__asm__ volatile("ecall" :: : "memory")), 1);
    return 0;
}
