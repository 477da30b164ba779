/* SPDX-License-Identifier: MIT */
/*
 * Starts another hart. Nothing is counted here, because minstret is not exact with several harts.
 * tools/bench_collect.py counts in QEMU's log, from rt_hart_start to run_there.
 */
#include <rt/hart.h>

static void run_there(void *argument)
{
    (void)argument;
}

int main(void)
{
    static char stack[1024] __attribute__((aligned(16)));

    return rt_hart_start(1, run_there, NULL, (struct rt_hart_stack){stack, sizeof(stack)}) < 0 ||
           rt_hart_wait(1, HAL_FOREVER) < 0;
}
