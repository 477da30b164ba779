/* SPDX-License-Identifier: MIT */
/*
 * The last panic, kept where a warm reset leaves it alone and a checksum tells whether it did.
 */
#include "panic.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/format.h>

#include <stddef.h>
#include <string.h>

__attribute__((section(".noinit"))) static struct rt_panic_record last;

/* FNV-1a; never 0, which is what cleared memory holds. */
static uint32_t checksum(void)
{
    const uint8_t *const bytes = (const uint8_t *)&last;
    uint32_t hash = 2166136261U;

    for (size_t i = 0; i < offsetof(struct rt_panic_record, checksum); i++) {
        hash = (hash ^ bytes[i]) * 16777619U;
    }
    return hash | 1;
}

static void put_to_reason(void *context, char c)
{
    unsigned *const size = context;

    if (*size < sizeof last.reason - 1) {
        last.reason[(*size)++] = c;
    }
}

void panic_record_reason(const char *format, va_list list)
{
    unsigned size = 0;

    last.checksum = 0;
    memset(last.reason, 0, sizeof last.reason);
    rt_format(put_to_reason, &size, format, list);
}

void panic_record_finish(const struct rt_trap_frame *frame)
{
    last.pc = frame->pc;
    last.address = frame->tval;
    last.ra = frame->ra;
    last.sp = frame->sp;
    last.cause = frame->cause;
    last.hart = csr_read(mhartid);
    last.uptime_us = hal_timer_ns_from_ticks(board_timer, hal_timer_now(board_timer)) / 1000;
    memcpy(last.build, panic_build_id, sizeof last.build);
    last.checksum = checksum();
}

const struct rt_panic_record *rt_last_panic(void)
{
    return last.checksum == checksum() ? &last : NULL;
}

void rt_last_panic_clear(void)
{
    last.checksum = 0;
}
