/* SPDX-License-Identifier: MIT */
/*
 * Stopping the other harts in firmware for one hart: there is none.
 */
#include "stop.h"

void rti_hart_stop_others(const struct rt_trap_frame *frame)
{
    (void)frame;
}

bool rti_hart_take_stop(void)
{
    return false;
}

void rti_hart_stop_if_pending(void)
{
}
