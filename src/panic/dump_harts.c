/* SPDX-License-Identifier: MIT */
/*
 * The other harts, which hart/stop.c has stopped, in the dump of REPORT host.
 */
#include "dump.h"
#include "panic.h"

#include "base/dump_range.h"
#include "hart/hart.h"

#include <rt/board.h>
#include <rt/hart.h>
#include <rt/image.h>

enum {
    /* For all harts together. A simulator on a busy host may delay a hart for this long. */
    ANSWER_US = 1000000,
    RANGES = 2, /* Of each hart. */
};

static const struct rt_trap_frame *wait_for(const struct rt_hart *hart)
{
    struct hal_deadline deadline = hal_deadline_start(board_timer, ANSWER_US);
    const struct rt_trap_frame *frame;

    do {
        frame = __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);
    } while (frame == NULL && !hal_deadline_passed(&deadline));
    rti_panic_dump[DUMP_FIELD_waited] = frame == NULL;
    return frame;
}

/* NULL if the hart has not stopped, or its block is damaged. Waits for a second in all: once it has
 * passed, not at all. */
static const struct rt_trap_frame *frame_of(const struct rt_hart *hart)
{
    const struct rt_trap_frame *frame = __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);

    if (frame == NULL && rti_hart_runs(hart) && rti_panic_dump[DUMP_FIELD_waited] == 0) {
        frame = wait_for(hart);
    }
    return (const char *)frame >= rt_harts_start && (const char *)frame < (const char *)hart ? frame
                                                                                             : NULL;
}

/* The first range is the frame and what is above it, up to the end of the block. */
static struct dump_range range_of(const struct rt_hart *hart, bool is_first)
{
    const struct rt_trap_frame *const frame = frame_of(hart);

    if (is_first) {
        return (struct dump_range){frame != NULL ? (const void *)frame : hart, hart + 1};
    }
    return rti_dump_stack(hart, frame != NULL ? frame->sp : 0);
}

/* Of this hart, whose frame the dump has, only the stack: it may not be the main stack. */
struct dump_range rti_dump_harts(const struct rt_hart *self, unsigned long n)
{
    const struct rt_hart *const hart = rti_hart_block_of((unsigned)(n / RANGES));
    const struct rt_trap_frame *const frame =
        (const struct rt_trap_frame *)rti_panic_dump[DUMP_FIELD_frame];

    if (n == 0) {
        rti_panic_dump[DUMP_FIELD_waited] = 0;
    }
    if (hart == NULL) {
        return (struct dump_range){NULL, NULL};
    }
    if (hart != self) {
        return range_of(hart, n % RANGES == 0);
    }
    return rti_dump_stack(hart, n % RANGES != 0 && n > RANGES ? frame->sp : 0);
}

DUMP_HOOK(4, rti_dump_harts);
