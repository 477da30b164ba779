/* SPDX-License-Identifier: MIT */
/*
 * The callers in the report: by the unwind tables, or by the target's own scan of the stack.
 */
#include "backtrace.h"
#include "say.h"
#include "unwind.h"

#define rti_panic_trace       scan_begin
#define rti_panic_next_caller scan_next
#include "panic/backtrace.c"
#undef rti_panic_trace
#undef rti_panic_next_caller

static uint64_t callers[MOST_CALLERS];
static unsigned found, given;

void rti_panic_trace(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                     struct panic_trace *trace)
{
    found = unwind_callers(say_memory(), frame, callers);
    given = 0;
    scan_begin(snapshot, frame, trace);
}

bool rti_panic_next_caller(const struct panic_snapshot *snapshot, struct panic_trace *trace)
{
    if (found == 0) {
        return scan_next(snapshot, trace);
    }
    if (given == found) {
        return false;
    }
    trace->address = callers[given++];
    trace->count = given;
    return true;
}

bool backtrace_is_a_scan(void)
{
    return found == 0;
}
