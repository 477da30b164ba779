/* SPDX-License-Identifier: MIT */
/*
 * Stops all harts except the first one that panics.
 *
 * The first hart claims the report and sends an IPI to every running hart. A hart that takes the
 * IPI enters the trap entry, and so does a second hart that panics. Either stores the address of
 * its frame, which is on its own trap stack, in its block and sleeps.
 */
#include "stop.h"

#include "hart.h"

#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/interrupt.h>

extern const char rti_trap_vector[];

/* The hart that reports its panic. */
static struct rt_hart *reporter;

/* Whether the hart is one that reports its panic. A stray store may have left anything else in
 * reporter, which must neither be believed nor prevent a report. */
static bool is_reporting(const struct rt_hart *hart)
{
    for (unsigned i = 0; i < rt_hart_count(); i++) {
        if (hart == rti_hart_block_of(i)) {
            return hart->state == RT_HART_PANICKING;
        }
    }
    return false;
}

static __attribute__((noinline)) bool take_stop_of(const struct rt_hart *found)
{
    if (!is_reporting(found)) {
        return false;
    }
    csr_write(mtvec, rti_trap_vector);
    csr_write(mie, MIP_MSIP);
    rti_hart_send_ipi(rt_hart_block_of_trap());
    return true;
}

bool rt_hart_take_stop(void)
{
    const struct rt_hart *const found = __atomic_load_n(&reporter, __ATOMIC_ACQUIRE);

    /* NULL as long as all is well: then no hart need be looked at. */
    return found != NULL && take_stop_of(found);
}

void rti_hart_stop_if_pending(void)
{
    const struct rt_hart *const hart = __atomic_load_n(&reporter, __ATOMIC_ACQUIRE);

    if (hart != rt_hart_block_of_trap() && rt_hart_take_stop()) {
        rt_interrupts_on();
        for (;;) {
            rt_interrupt_wait();
        }
    }
}

/* For a hart that does not report: it panicked second, or took the IPI that stops it. */
__attribute__((noreturn)) static void stand_still(const struct rt_trap_frame *frame)
{
    __atomic_store_n(&rt_hart_block_of_trap()->stopped, frame, __ATOMIC_RELEASE);
    rt_halt();
}

void rti_hart_claim_report(const struct rt_trap_frame *frame)
{
    struct rt_hart *const self = rt_hart_block_of_trap();
    struct rt_hart *found = __atomic_load_n(&reporter, __ATOMIC_ACQUIRE);

    for (;;) {
        if (found != self && is_reporting(found)) {
            stand_still(frame);
        }
        rti_hart_release();
        if (__atomic_compare_exchange_n(&reporter, &found, self, false, __ATOMIC_ACQUIRE,
                                        __ATOMIC_ACQUIRE)) {
            return;
        }
    }
}

void rti_hart_stop_others(void)
{
    const struct rt_hart *const self = rt_hart_block_of_trap();

    for (unsigned i = 0; i < rt_hart_count(); i++) {
        const struct rt_hart *const hart = rti_hart_block_of(i);
        if (hart != self && rti_hart_runs(hart)) {
            rti_hart_send_ipi(hart);
        }
    }
}

struct rt_hart *rti_hart_of_this(void)
{
    return rti_hart_block_of(rti_hart_numbers[csr_read(mhartid)]);
}
