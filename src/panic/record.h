/* SPDX-License-Identifier: MIT */
/*
 * The record of the last panic, in memory that survives a warm reset. A checksum validates it.
 * Included by the one file of a firmware that makes it.
 */
#ifndef PANIC_RECORD_H
#define PANIC_RECORD_H

#include "panic.h"

#include <stddef.h>

__attribute__((section(".noinit"))) struct rt_panic_record rti_panic_last;

/* FNV-1a; never 0, so that cleared memory is not valid. */
static uint32_t record_checksum(void)
{
    const uint8_t *const bytes = (const uint8_t *)&rti_panic_last;
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < offsetof(struct rt_panic_record, checksum); i++) {
        hash = (hash ^ bytes[i]) * 16777619U;
    }
    return hash | 1;
}

/** Ends the record. Doesn't use memcpy: the C library's is large. */
static inline void record_seal(const uint8_t *build)
{
    for (size_t i = 0; i < sizeof(rti_panic_last.build); i++) {
        rti_panic_last.build[i] = build[i];
    }
    rti_panic_last.checksum = record_checksum();
}

const struct rt_panic_record *rt_last_panic(void)
{
    return rti_panic_last.checksum == record_checksum() ? &rti_panic_last : NULL;
}

void rt_last_panic_clear(void)
{
    rti_panic_last.checksum = 0;
}

#endif
