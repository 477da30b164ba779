/* SPDX-License-Identifier: MIT */
/*
 * The other harts of a report in firmware for one hart: there is none.
 */
#include "panic.h"

#include <stddef.h>

const struct rt_trap_frame *rti_panic_frame_of(unsigned number)
{
    return number == 0 ? rti_panic_frame : NULL;
}

void rti_panic_show_harts(void)
{
}
