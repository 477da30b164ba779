/* SPDX-License-Identifier: MIT */
/*
 * Makes the record of a panic with REPORT full.
 */
#include "record.h"

#include <assert.h>

static_assert(sizeof(rti_panic_last.reason) == PANIC_REASON_SIZE, "the snapshot has the same size");

/* Doesn't use memcpy: the C library's is large, and this code is in every firmware. */
void rti_panic_record(const struct panic_snapshot *snapshot)
{
    const struct rt_trap_frame *const frame = snapshot->frame;

    for (size_t i = 0; i < sizeof(rti_panic_last.reason); i++) {
        rti_panic_last.reason[i] = snapshot->reason[i];
    }
    rti_panic_last.pc = frame->pc;
    (void)rti_panic_address(snapshot, frame, &rti_panic_last.address);
    rti_panic_last.ra = frame->ra;
    rti_panic_last.sp = frame->sp;
    rti_panic_last.cause = frame->cause;
    rti_panic_last.hart = snapshot->hart;
    rti_panic_last.uptime_us = snapshot->uptime_us;
    record_seal(snapshot->image->build);
}
