/* SPDX-License-Identifier: MIT */
/*
 * The report's lines about the other harts, which hart/stop.c has stopped. A hart with interrupts
 * off can't respond, so the wait is limited.
 */
#include "panic.h"

#include "hart/hart.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/interrupt.h>
#include <rt/trap.h>

enum {
    /* For all harts together. A simulator on a busy host may delay a hart for this long. */
    ANSWER_US = 1000000,
};

static const struct rt_trap_frame *wait_for_frame(const struct rt_hart *hart,
                                                  struct hal_deadline *deadline)
{
    const struct rt_trap_frame *frame;

    do {
        frame = __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);
    } while (frame == NULL && rti_hart_runs(hart) && !hal_deadline_passed(deadline));
    return frame;
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

static void say_frame(const struct rt_trap_frame *frame)
{
    const bool is_call = panic_is_call(frame);
    const bool asked = frame->cause == (MCAUSE_INTERRUPT | IRQ_MACHINE_SOFTWARE);

    rti_panic_say(
        "pc %p, sp %p",
        (void *)(is_call ? rti_panic_call_site(&rti_panic_snapshot, frame->ra) : frame->pc),
        (void *)(frame->sp + (is_call ? PANIC_CALL_FRAME : 0)));
    if (!asked) {
        say_panic(frame);
    }
}

static void show_hart(unsigned number, struct hal_deadline *deadline)
{
    const struct rt_hart *const hart = rti_hart_block_of(number);
    const struct rt_trap_frame *const frame = wait_for_frame(hart, deadline);

    rti_panic_say("\n  hart %lu: ", rt_hart_id(number));
    if (frame != NULL) {
        say_frame(frame);
    } else {
        rti_panic_say(rti_hart_runs(hart) ? "running, did not answer" : "parked");
    }
}

const struct rt_trap_frame *rti_panic_frame_of(unsigned number)
{
    const struct rt_hart *const hart = rti_hart_block_of(number);

    if (hart == NULL) {
        return NULL;
    }
    return hart == rt_hart_block_of_trap() ? rti_panic_snapshot.frame
                                           : __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);
}

void rti_panic_show_harts(void)
{
    struct hal_deadline deadline = hal_deadline_start(board_timer, ANSWER_US);

    for (unsigned i = 0; i < rt_hart_count(); i++) {
        if (rti_hart_block_of(i) != rt_hart_block_of_trap()) {
            show_hart(i, &deadline);
        }
    }
}
