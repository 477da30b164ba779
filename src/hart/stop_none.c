/* SPDX-License-Identifier: MIT */
/*
 * The functions of hart/stop.h in single-hart firmware: there are no other harts to stop.
 */
#include "stop.h"

#include <rt/image.h>

void rti_hart_claim_report(const struct rt_trap_frame *frame)
{
    (void)frame;
}

void rti_hart_stop_others(void)
{
}

bool rt_hart_take_stop(void)
{
    return false;
}

void rti_hart_stop_if_pending(void)
{
}

struct rt_hart *rti_hart_of_this(void)
{
    return (struct rt_hart *)(void *)rt_boot_trap_stack_end;
}
