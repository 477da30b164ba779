/* SPDX-License-Identifier: MIT */
/*
 * The other harts, which hart/stop.c has stopped: their part of the snapshot and of the report. A
 * hart with interrupts off can't respond, so the wait is limited.
 */
#include "panic.h"

#include "hart/hart.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/interrupt.h>
#include <rt/trap.h>

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

static void say_panic(const struct rt_trap_frame *frame)
{
    rti_panic_say("\n    panicked too: ");
    if (panic_is_call(frame)) {
        rti_panic_say_call(frame);
    } else {
        rti_panic_say("%s, address %p", rt_trap_cause_name(frame->cause), (void *)frame->tval);
    }
}

static void say_frame(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame)
{
    const bool is_call = panic_is_call(frame);
    const struct rt_trap_frame *const given = is_call ? panic_call_given(frame) : NULL;
    const bool asked = frame->cause == (MCAUSE_INTERRUPT | IRQ_MACHINE_SOFTWARE);
    unsigned long pc = frame->pc;
    unsigned long sp = frame->sp;

    if (given != NULL) {
        pc = given->pc;
        sp = given->sp;
    } else if (is_call) {
        pc = rti_panic_call_site(snapshot, frame->ra);
        sp += PANIC_CALL_FRAME;
    }
    rti_panic_say("pc %p, sp %p", (void *)pc, (void *)sp);
    if (!asked) {
        say_panic(frame);
    }
}

void rti_panic_show_harts(const struct panic_snapshot *snapshot)
{
    for (unsigned long i = 0; i < snapshot->hart_count; i++) {
        const struct panic_hart *const hart = &snapshot->harts[i];

        if (hart->frame == snapshot->frame) {
            continue;
        }
        rti_panic_say("\n  hart %lu: ", hart->id);
        if (hart->frame != NULL) {
            say_frame(snapshot, hart->frame);
            rti_panic_say_marks_of(snapshot, rti_hart_block_of((unsigned)i));
        } else {
            rti_panic_say(hart->runs != 0 ? "running, did not answer" : "parked");
        }
    }
}
