/* SPDX-License-Identifier: MIT */
/*
 * What a hart does: it waits until it may start, runs the supervisor, and waits again once that has
 * stopped it.
 */
#include "hart.h"

#include <rt/interrupt.h>
#include <rt/panic.h>

#include <string.h>

enum {
    MPP_SHIFT = 11,
};

static void wait_until_ready(struct sbi_hart *hart)
{
    /* An interrupt of the supervisor's would end every wait at once, and nobody would take it. */
    csr_clear(mie, csr_read(mideleg));
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    while (__atomic_exchange_n(&hart->is_ready, 0, __ATOMIC_ACQUIRE) == 0) {
        rt_interrupt_wait();
        /* Served here, it need not be taken as an interrupt. */
        if ((csr_read(mip) & MIP_MSIP) != 0) {
            (void)sbi_hart_serve();
        }
        rt_interrupts_on();
        rt_interrupts_off();
    }
}

/* What a supervisor has set on this hart must not be the next one's: features with their locks,
 * counters, and the timer. */
static void reset(struct sbi_hart *hart)
{
    static const struct sbi_call never = {.arguments = {~0UL, ~0UL}};
    const struct sbi_extension *const timer = sbi_find_extension(SBI_TIME);

    sbi_set_features();
    hart->locked_features = 0;
    hart->counters = 0;
    memset(hart->firmware_counters, 0, sizeof(hart->firmware_counters));
    if (timer != NULL) {
        (void)timer->serve(&never);
    }
}

/* The supervisor's state at its start (SBI, chapter 9): satp is 0 and its interrupts are off. All
 * of it that can be there before the start is asked for, which then takes less time. */
static void prepare(struct sbi_hart *hart, bool resumes)
{
    csr_write(satp, 0);
    if (!resumes) {
        reset(hart);
    }
    if (rt_program_init(&hart->program, RT_MODE_SUPERVISOR, 0, 0) < 0) {
        rt_panic("this hart has no supervisor mode");
    }
    /* What another program may have left of mstatus; its high bits on RV64 are widths of modes. */
    hart->program.frame.status = (hart->program.frame.status & SBI_STATUS_WIDTHS) | MSTATUS_MPIE |
                                 (unsigned long)RT_MODE_SUPERVISOR << MPP_SHIFT;
    hart->program.frame.a0 = csr_read(mhartid);
    hart->program.regions = &sbi_regions;
}

static void begin(struct sbi_hart *hart, bool resumes)
{
    sbi_fence_everything();
    /* The interrupt that ended a suspend stays pending, or the supervisor would lose it. */
    if (!resumes) {
        csr_clear(mip, SBI_SSIP);
    }
    hart->program.frame.pc = hart->address;
    hart->program.frame.a1 = hart->argument;
    __atomic_store_n(&hart->state, SBI_HART_STARTED, __ATOMIC_RELEASE);
}

void sbi_hart_run(void)
{
    struct sbi_hart *const hart = sbi_hart_self();

    for (;;) {
        const bool resumes =
            __atomic_load_n(&hart->state, __ATOMIC_RELAXED) == SBI_HART_RESUME_PENDING;
        prepare(hart, resumes);
        wait_until_ready(hart);
        begin(hart, resumes);
        rt_program_run(&hart->program);
        if (__atomic_load_n(&hart->state, __ATOMIC_RELAXED) == SBI_HART_STOP_PENDING) {
            __atomic_store_n(&hart->state, SBI_HART_STOPPED, __ATOMIC_RELEASE);
        }
    }
}
