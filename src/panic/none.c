/* SPDX-License-Identifier: MIT */
/*
 * The panic of firmware with REPORT none: ends the run and prints nothing.
 */
#include "panic.h"

#include "hart/stop.h"

void rti_panic_begin(struct rt_trap_frame *frame, bool is_inside, unsigned long state,
                     unsigned long enabled)
{
    (void)frame;
    (void)is_inside;
    (void)enabled;
    if (state != RT_HART_BOOTING) {
        rti_hart_stop_others();
    }
    rti_panic_finish();
}

/* In rt_panic_end, or in an exit that finds a damaged guard. */
void rti_panic_fault(struct rt_trap_frame *frame)
{
    (void)frame;
    rti_panic_give_up();
}

/* There is no record, because there is no reason. */
const struct rt_panic_record *rt_last_panic(void)
{
    return NULL;
}

void rt_last_panic_clear(void)
{
}
