/* SPDX-License-Identifier: MIT */
/*
 * A panic where only one hart runs: there is nobody to stop.
 */
#include "panic.h"

void panic_stop_harts(const struct rt_trap_frame *frame)
{
    (void)frame;
}

void panic_stop_here(uintptr_t pc, uintptr_t sp)
{
    (void)pc;
    (void)sp;
}

void panic_show_harts(void)
{
}
