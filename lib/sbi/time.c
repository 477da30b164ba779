/* SPDX-License-Identifier: MIT */
/*
 * Timer (SBI, chapter 6). With Sstc it is the supervisor's own, and entry.S sets it. Without, the
 * machine's timer interrupts this firmware, which makes the supervisor's interrupt pending.
 */
#include "short_calls.h"
#include "timer.h"

#include <rt/interrupt.h>

RT_INTERRUPT(timer)
{
    rt_interrupt_disable(IRQ_MACHINE_TIMER);
    csr_set(mip, SBI_STIP);
}

static void set(uint64_t deadline)
{
    if (sbi_has_stimecmp) {
        sbi_set_stimecmp(deadline);
        return;
    }
    struct clint clint = sbi_clint;

    clint.hart = (uint32_t)csr_read(mhartid);
    csr_clear(mip, SBI_STIP);
    clint_set_deadline(&clint.timer, deadline);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
}

static struct sbi_result serve(const struct sbi_call *call)
{
    return sbi_set_timer(call, set);
}

const struct sbi_extension sbi_time = {SBI_TIME, SBI_TIME, serve, NULL, SBI_SHORT_TIME};
