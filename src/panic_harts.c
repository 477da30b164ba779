/* SPDX-License-Identifier: MIT */
/*
 * A panic where several harts run: one of them makes the report, the others stand still and say
 * where they were.
 *
 * The first to panic claims the report and raises the software interrupt of all that run. A hart
 * that takes it, or that panics too, leaves its place in its block and sleeps; the place itself is
 * on its stack, which nobody uses any more. One with interrupts off can't answer, so the wait has
 * an end.
 */
#include "hart.h"
#include "panic.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/trap.h>

enum {
    /* For all harts together. A simulator on a busy machine may hold a hart up for this long. */
    ANSWER_US = 250000,
};

struct panic_place {
    uintptr_t pc, sp;
    const struct rt_trap_frame *panic; /* Its own, NULL if it was only stopped. */
};

/* Whose panic is reported. */
static struct rt_hart *reporter;

__attribute__((noreturn)) static void stand_still(struct rt_hart *hart,
                                                  const struct panic_place *place)
{
    __atomic_store_n(&hart->stopped, place, __ATOMIC_RELEASE);
    rt_halt();
}

void panic_stop_here(uintptr_t pc, uintptr_t sp)
{
    const struct panic_place place = {.pc = pc, .sp = sp};

    if (__atomic_load_n(&reporter, __ATOMIC_ACQUIRE) != NULL) {
        stand_still(rt_hart_block_of_trap(), &place);
    }
}

/* Too late to report: a panic of this hart's own, or the interrupt that has no handler here. */
__attribute__((noreturn)) static void leave_it_to_the_first(const struct rt_trap_frame *frame)
{
    const bool asked = frame->cause == (MCAUSE_INTERRUPT | IRQ_MACHINE_SOFTWARE);
    struct panic_place place = {frame->pc, frame->sp, asked ? NULL : frame};

    if (panic_is_call(frame)) {
        place.pc = panic_call_site(frame->ra);
        place.sp += PANIC_CALL_FRAME;
    }
    stand_still(rt_hart_block_of_trap(), &place);
}

static bool runs(const struct rt_hart *hart)
{
    const unsigned long phase = __atomic_load_n(&hart->phase, __ATOMIC_ACQUIRE);

    return phase != RT_HART_PHASE_PARKED && phase != RT_HART_PHASE_ABSENT;
}

void panic_stop_harts(const struct rt_trap_frame *frame)
{
    struct rt_hart *const self = rt_hart_block_of_trap();
    struct rt_hart *nobody = NULL;

    if (!__atomic_compare_exchange_n(&reporter, &nobody, self, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE)) {
        leave_it_to_the_first(frame);
    }
    for (unsigned i = 0; i < rt_hart_count(); i++) {
        const struct rt_hart *const hart = rt_hart_block_of(i);
        if (hart != self && runs(hart)) {
            rt_hart_wake(hart);
        }
    }
}

static const struct panic_place *place_of(const struct rt_hart *hart,
                                          const struct hal_deadline *deadline)
{
    const struct panic_place *place;
    bool late;

    do {
        late = hal_deadline_passed(deadline);
        place = __atomic_load_n(&hart->stopped, __ATOMIC_ACQUIRE);
    } while (place == NULL && !late && runs(hart));
    return place;
}

static void say_panic_of_other(const struct rt_trap_frame *frame)
{
    panic_say("    panicked too: ");
    if (panic_is_call(frame)) {
        panic_say_call(frame);
    } else {
        panic_say("%s, address %p", rt_trap_cause_name(frame->cause), (void *)frame->tval);
    }
    panic_say("\n");
}

static void show_hart(unsigned number, const struct hal_deadline *deadline)
{
    const struct rt_hart *const hart = rt_hart_block_of(number);
    const struct panic_place *const place = place_of(hart, deadline);

    panic_say("  hart %lu: ", rt_hart_id(number));
    if (place != NULL) {
        panic_say("pc %p, sp %p\n", (void *)place->pc, (void *)place->sp);
        if (place->panic != NULL) {
            say_panic_of_other(place->panic);
        }
    } else {
        panic_say(runs(hart) ? "running, did not answer\n" : "parked\n");
    }
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
