/* SPDX-License-Identifier: MIT */
/*
 * The first and the last steps of every panic, whatever its report is.
 */
#include "panic.h"

#include "exit/end_run.h"
#include "hart/stop.h"

#include <rt/csr.h>
#include <rt/exit.h>

extern const char rti_trap_vector[];

void rti_panic_trap(struct rt_trap_frame *frame, bool is_inside)
{
    struct rt_hart *const hart = rt_hart_block_of_trap();
    const unsigned state = hart->state;
    const unsigned long enabled = csr_read(mie);

    csr_clear(mstatus, MSTATUS_MIE);
    csr_write(mie, 0);
    csr_write(mtvec, rti_trap_vector);
    if (state == RT_HART_PANICKING) {
        rti_panic_fault(frame);
    }
    hart->state = RT_HART_PANICKING;
    if (state != RT_HART_BOOTING) {
        rti_hart_claim_report(frame);
    }
    rti_panic_begin(frame, is_inside, state, enabled);
}

void rti_panic_finish(void)
{
    rt_panic_end();
    rt_exit(RT_PANIC_STATUS);
}

void rti_panic_give_up(void)
{
    rti_end_run(RT_PANIC_STATUS);
}
