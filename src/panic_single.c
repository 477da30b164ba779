/* SPDX-License-Identifier: MIT */
/*
 * A panic where only one hart runs: there is nobody to stop.
 */
#include "panic.h"

#include <stddef.h>

void panic_stop_harts(const struct rt_trap_frame *frame)
{
    (void)frame;
}

bool panic_elsewhere(void)
{
    return false;
}

void panic_give_way(void)
{
}

const struct rt_trap_frame *panic_frame_of(unsigned number)
{
    return number == 0 ? panic_frame : NULL;
}

void panic_show_harts(void)
{
}
