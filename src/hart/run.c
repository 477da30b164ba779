/* SPDX-License-Identifier: MIT */
/*
 * What a hart that was started does: its function, and the calls that are posted to it.
 */
#include "hart.h"
#include "stop.h"

#include "base/guards.h"
#include "base/panic_text.h"
#include "pmp/pmp.h"

#include <rt/csr.h>

static struct rt_hart_async_call *reversed(struct rt_hart_async_call *call)
{
    struct rt_hart_async_call *first = NULL;

    while (call != NULL) {
        struct rt_hart_async_call *const next = call->next;
        call->next = first;
        first = call;
        call = next;
    }
    return first;
}

void rti_hart_run_calls(struct rt_hart_async_call *rest)
{
    struct rt_hart *const hart = rt_hart_block();
    struct rt_hart_async_call *call =
        reversed(__atomic_exchange_n(&hart->calls, rest, __ATOMIC_ACQUIRE));

    while (call != NULL) {
        /* Read next first: the caller may reuse the memory once done is set. */
        struct rt_hart_async_call *const next = call->next;
        call->function(call->argument);
        __atomic_store_n(&call->done, true, __ATOMIC_RELEASE);
        call = next;
    }
}

/*
 * Clears this hart's software interrupt. Returns true if @p phase requests a start. If a start was
 * requested after the phase was read, this may have cleared its IPI, so it sends another.
 */
static bool acknowledge_ipi(struct rt_hart *hart, unsigned long phase)
{
    board_set_software_irq(csr_read(mhartid), false);
    __asm__ volatile("fence ow, rw" ::: "memory");
    if (phase == RT_HART_PHASE_STARTING) {
        return true;
    }
    if (rti_hart_phase(hart) == RT_HART_PHASE_STARTING) {
        rti_hart_send_ipi(hart);
    }
    return false;
}

/* @p open are the guards that had no PMP entry when the hart started first. */
static void paint_open_guards(struct rt_hart *hart, unsigned long open)
{
    hart->painted = 0;
    if (!rti_pmp_guard_stack(hart->stack_low)) {
        open |= GUARD_PROGRAM;
    }
    if (open != 0) {
        rti_guards_paint(hart, hart->stack_low, open);
    }
}

/*
 * Called by hart/park.S on a hart that an IPI woke, with the phase that it read, on the stack for
 * that phase. Returns true if the hart has run its function and must be parked.
 */
bool rti_hart_run(unsigned number, unsigned long phase);

bool rti_hart_run(unsigned number, unsigned long phase)
{
    struct rt_hart *const hart = rt_hart_block();

    if (!acknowledge_ipi(hart, phase)) {
        return false;
    }
    rti_hart_block_init(number);
    paint_open_guards(hart, rti_pmp_init_hart(number * rti_hart_stride(), hart->stack_low));
    __atomic_store_n(&hart->calls, NULL, __ATOMIC_RELAXED);
    if (!rti_hart_change_phase(hart, RT_HART_PHASE_STARTING, RT_HART_PHASE_STARTED)) {
        rti_hart_run_calls(HART_CALLS_CLOSED);
        return false;
    }
    /* acknowledge_ipi may have cleared the IPI of a panic. */
    if (rt_hart_take_stop()) {
        csr_set(mstatus, MSTATUS_MIE);
    }
    hart->start(hart->argument);
    csr_clear(mstatus, MSTATUS_MIE);
    rti_hart_run_calls(HART_CALLS_CLOSED);
    if (rti_guards_are_damaged(hart)) {
        PANIC("the hart's function has returned");
    }
    return true;
}
