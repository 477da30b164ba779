/* SPDX-License-Identifier: MIT */
/*
 * The record of the last panic, in memory that survives a warm reset. A checksum validates it.
 */
#include "panic.h"

#include <assert.h>
#include <stddef.h>

static_assert(sizeof(rti_panic_last.reason) == PANIC_REASON_SIZE, "the snapshot has the same size");

__attribute__((section(".noinit"))) struct rt_panic_record rti_panic_last;

/* FNV-1a; never 0, so that cleared memory is not valid. */
static uint32_t checksum(void)
{
    const uint8_t *const bytes = (const uint8_t *)&rti_panic_last;
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < offsetof(struct rt_panic_record, checksum); i++) {
        hash = (hash ^ bytes[i]) * 16777619U;
    }
    return hash | 1;
}

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
    for (size_t i = 0; i < sizeof(rti_panic_last.build); i++) {
        rti_panic_last.build[i] = snapshot->image->build[i];
    }
    rti_panic_last.checksum = checksum();
}

const struct rt_panic_record *rt_last_panic(void)
{
    return rti_panic_last.checksum == checksum() ? &rti_panic_last : NULL;
}

void rt_last_panic_clear(void)
{
    rti_panic_last.checksum = 0;
}
