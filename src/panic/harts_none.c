/* SPDX-License-Identifier: MIT */
/*
 * The functions of panic/harts.c in single-hart firmware.
 */
#include "panic.h"

#include <stddef.h>

const struct rt_trap_frame *rti_panic_frame_of(unsigned number)
{
    return number == 0 ? rti_panic_snapshot.frame : NULL;
}

void rti_panic_show_harts(void)
{
}
