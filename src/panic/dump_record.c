/* SPDX-License-Identifier: MIT */
/*
 * The record of the last panic with REPORT host, without a reason. Linked in only with firmware
 * that asks for it.
 */
#include "dump.h"
#include "record.h"

#include "base/dump_range.h"

#include <hal/divide.h>
#include <hal/timer.h>
#include <rt/board.h>
#include <rt/csr.h>

#include <assert.h>

static_assert(offsetof(struct hal_timer_ops, now) == 0 && offsetof(struct hal_timer, ops) == 0,
              "dump.S calls it");

enum {
    US_PER_S = 1000000
};

static uint64_t uptime_us(void)
{
    const uint32_t hz = board_timer->frequency_hz;
    const uint64_t ticks = rti_panic_dump[DUMP_FIELD_time] |
                           (uint64_t)(sizeof(long) == 4 ? rti_panic_dump[DUMP_FIELD_time_high] : 0)
                               << 32;
    const uint64_t seconds = hal_divide(ticks, hz);

    return seconds * US_PER_S + hal_divide((ticks - seconds * hz) * US_PER_S, hz);
}

struct dump_range rti_dump_record(const struct rt_hart *hart, unsigned long n)
{
    const struct rt_trap_frame *const frame =
        (const struct rt_trap_frame *)rti_panic_dump[DUMP_FIELD_frame];
    const bool is_call = panic_is_call(frame);

    (void)hart;
    (void)n;
    rti_panic_last.reason[0] = '\0';
    rti_panic_last.pc = is_call ? frame->ra : frame->pc;
    rti_panic_last.address = is_call ? 0 : frame->tval;
    rti_panic_last.ra = frame->ra;
    rti_panic_last.sp = frame->sp;
    rti_panic_last.cause = is_call ? ~0UL : frame->cause;
    rti_panic_last.hart = csr_read(mhartid);
    rti_panic_last.uptime_us = uptime_us();
    record_seal(rti_build_id);
    return (struct dump_range){NULL, NULL};
}

DUMP_HOOK(7, rti_dump_record);
