/* SPDX-License-Identifier: MIT */
/*
 * The other harts, which hart/stop.c has stopped: their part of the report.
 */
#include "panic.h"

#include <rt/csr.h>
#include <rt/trap.h>

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
    const bool asked = frame->cause == (MCAUSE_INTERRUPT | IRQ_MACHINE_SOFTWARE) ||
                       RT_IS_SSIP(frame->cause - MCAUSE_INTERRUPT);
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
            rti_panic_say_marks_of(snapshot, i);
        } else {
            rti_panic_say(hart->runs != 0 ? "running, did not answer" : "parked");
        }
    }
}
