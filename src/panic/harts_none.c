/* SPDX-License-Identifier: MIT */
/*
 * The functions of panic/harts.c in single-hart firmware.
 */
#include "panic.h"

void rti_panic_snapshot_harts(struct panic_snapshot *snapshot, uint32_t timeout_us)
{
    (void)snapshot;
    (void)timeout_us;
}

void rti_panic_show_harts(const struct panic_snapshot *snapshot)
{
    (void)snapshot;
}
