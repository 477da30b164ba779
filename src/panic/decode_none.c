/* SPDX-License-Identifier: MIT */
/*
 * The function of panic/decode.c on boards whose core reports addresses: 0 in mtval is the address.
 */
#include "snapshot.h"

const char rti_panic_no_address[] = "";

bool rti_panic_decode(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                      uintptr_t *address)
{
    (void)snapshot;
    (void)frame;
    (void)address;
    return true;
}
