/* SPDX-License-Identifier: MIT */
/*
 * The other harts, which hart/stop.c has stopped: their part of the snapshot. A hart with
 * interrupts off can't respond, so the wait is limited.
 */
#include "panic.h"

#include "hart/hart.h"

#include <rt/board.h>

/* Reserved by ld/sections.ld. */
extern struct panic_hart rti_panic_harts[];

static const struct rt_trap_frame *wait_for_frame(const struct rt_hart *hart,
                                                  struct hal_deadline *deadline)
{
    const struct rt_trap_frame *frame;

    do {
        frame = __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);
    } while (frame == NULL && deadline != NULL && rti_hart_runs(hart) &&
             !hal_deadline_passed(deadline));
    return frame;
}

static void fill(struct panic_snapshot *snapshot, struct hal_deadline *deadline)
{
    for (unsigned i = 0; i < rt_hart_count(); i++) {
        const struct rt_hart *const hart = rti_hart_block_of(i);

        rti_panic_harts[i].id = rt_hart_id(i);
        rti_panic_harts[i].frame =
            hart == rt_hart_block_of_trap() ? snapshot->frame : wait_for_frame(hart, deadline);
        rti_panic_harts[i].runs = rti_hart_runs(hart);
    }
    snapshot->harts = rti_panic_harts;
    snapshot->hart_count = rt_hart_count();
}

void rti_panic_snapshot_harts(struct panic_snapshot *snapshot, uint32_t timeout_us)
{
    if (timeout_us == 0) {
        fill(snapshot, NULL);
    } else {
        struct hal_deadline deadline = hal_deadline_start(board_timer, timeout_us);
        fill(snapshot, &deadline);
    }
}
