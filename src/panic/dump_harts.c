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

enum {
    /* For all harts together. A simulator on a busy host may delay a hart for this long. */
    ANSWER_US = 1000000,
    RANGES = 2, /* Of each hart. */
};

/* Waits for a second in all: for the first hart, or not at all once it has passed. */
static const struct rt_trap_frame *frame_of(const struct rt_hart *hart)
{
    const struct rt_trap_frame *frame = __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);

    if (frame == NULL && rti_hart_runs(hart) && rti_panic_dump[DUMP_FIELD_waited] == 0) {
        struct hal_deadline deadline = hal_deadline_start(board_timer, ANSWER_US);
        do {
            frame = __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);
        } while (frame == NULL && !hal_deadline_passed(&deadline));
        rti_panic_dump[DUMP_FIELD_waited] = frame == NULL;
    }
    return frame;
}

/* Of each hart, the frame and what is above it up to the end of its block, then its stack. Of this
 * hart, whose frame the dump has, only the stack: it may not be the main stack. */
struct dump_range rti_dump_harts(const struct rt_hart *self, unsigned long n)
{
    const struct rt_hart *const hart = rti_hart_block_of((unsigned)(n / RANGES));

    if (n == 0) {
        rti_panic_dump[DUMP_FIELD_waited] = 0;
    }
    if (hart == NULL) {
        return (struct dump_range){NULL, NULL};
    }
    if (hart == self) {
        const struct rt_trap_frame *const frame =
            (const struct rt_trap_frame *)rti_panic_dump[DUMP_FIELD_frame];
        return n % RANGES == 0 || hart->number == 0 ? (struct dump_range){self, self}
                                                    : rti_dump_stack(hart, frame->sp);
    }
    const struct rt_trap_frame *const frame = frame_of(hart);
    if (n % RANGES == 0) {
        return (struct dump_range){frame != NULL ? (const void *)frame : hart, hart + 1};
    }
    return frame != NULL ? rti_dump_stack(hart, frame->sp) : (struct dump_range){hart, hart};
}
