/* SPDX-License-Identifier: MIT */
/*
 * A panic where several harts run: one of them makes the report, the others stand still and say
 * where they were.
 *
 * The first to panic claims the report and raises the software interrupt of all that run. A hart
 * that takes it ends in the trap entry, as does one that panics too; it leaves the frame in its
 * block and sleeps. Frames are on the harts' own trap stacks. One with interrupts off can't answer,
 * so the wait has an end.
 */
#include "hart.h"
#include "panic.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/interrupt.h>
#include <rt/trap.h>

enum {
    /* For all harts together. A simulator on a busy machine may hold a hart up for this long. */
    ANSWER_US = 1000000,
};

extern const char rt_trap_vector[];

/* Whose panic is reported. */
static struct rt_hart *reporter;

bool panic_elsewhere(void)
{
    struct rt_hart *const hart = rt_hart_block();

    if (__atomic_load_n(&reporter, __ATOMIC_ACQUIRE) == NULL) {
        return false;
    }
    csr_write(mtvec, rt_trap_vector);
    csr_write(mie, MIP_MSIP);
    rt_hart_wake(hart);
    return true;
}

void panic_give_way(void)
{
    const struct rt_hart *const hart = __atomic_load_n(&reporter, __ATOMIC_ACQUIRE);

    if (hart != rt_hart_block_of_trap() && panic_elsewhere()) {
        rt_interrupts_on();
        for (;;) {
            rt_interrupt_wait();
        }
    }
}

/* Too late to report: a panic of this hart's own, or the interrupt that stops it. */
__attribute__((noreturn)) static void stand_still(const struct rt_trap_frame *frame)
{
    __atomic_store_n(&rt_hart_block_of_trap()->stopped, frame, __ATOMIC_RELEASE);
    rt_halt();
}

static bool runs(const struct rt_hart *hart)
{
    const unsigned long phase = __atomic_load_n(&hart->phase, __ATOMIC_ACQUIRE);

    return phase == RT_HART_PHASE_STARTING || phase == RT_HART_PHASE_STARTED;
}

void panic_stop_harts(const struct rt_trap_frame *frame)
{
    struct rt_hart *const self = rt_hart_block_of_trap();
    struct rt_hart *nobody = NULL;

    if (!__atomic_compare_exchange_n(&reporter, &nobody, self, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE)) {
        stand_still(frame);
    }
    for (unsigned i = 0; i < rt_hart_count(); i++) {
        const struct rt_hart *const hart = rt_hart_block_of(i);
        if (hart != self && runs(hart)) {
            rt_hart_wake(hart);
        }
    }
}

static const struct rt_trap_frame *wait_for_frame(const struct rt_hart *hart,
                                                  const struct hal_deadline *deadline)
{
    const struct rt_trap_frame *frame;
    bool late;

    do {
        late = hal_deadline_passed(deadline);
        frame = __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);
    } while (frame == NULL && !late && runs(hart));
    return frame;
}

static void say_panic(const struct rt_trap_frame *frame)
{
    panic_say("\n    panicked too: ");
    if (panic_is_call(frame)) {
        panic_say_call(frame);
    } else {
        panic_say("%s, address %p", rt_trap_cause_name(frame->cause), (void *)frame->tval);
    }
}

static void say_frame(const struct rt_trap_frame *frame)
{
    const bool is_call = panic_is_call(frame);
    const bool asked = frame->cause == (MCAUSE_INTERRUPT | IRQ_MACHINE_SOFTWARE);

    panic_say("pc %p, sp %p", (void *)(is_call ? panic_call_site(frame->ra) : frame->pc),
              (void *)(frame->sp + (is_call ? PANIC_CALL_FRAME : 0)));
    if (!asked) {
        say_panic(frame);
    }
}

static void show_hart(unsigned number, const struct hal_deadline *deadline)
{
    const struct rt_hart *const hart = rt_hart_block_of(number);
    const struct rt_trap_frame *const frame = wait_for_frame(hart, deadline);

    panic_say("\n  hart %lu: ", rt_hart_id(number));
    if (frame != NULL) {
        say_frame(frame);
    } else {
        panic_say(runs(hart) ? "running, did not answer" : "parked");
    }
}

const struct rt_trap_frame *panic_frame_of(unsigned number)
{
    const struct rt_hart *const hart = rt_hart_block_of(number);

    if (hart == NULL) {
        return NULL;
    }
    return hart == rt_hart_block_of_trap() ? panic_frame
                                           : __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);
}

void panic_show_harts(void)
{
    const struct hal_deadline deadline = hal_deadline_start(board_timer, ANSWER_US);

    for (unsigned i = 0; i < rt_hart_count(); i++) {
        if (rt_hart_block_of(i) != rt_hart_block_of_trap()) {
            show_hart(i, &deadline);
        }
    }
}
