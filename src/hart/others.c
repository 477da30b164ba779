/* SPDX-License-Identifier: MIT */
/*
 * Initialises what the boot hart's block has for other harts, and the blocks of those that are not
 * running yet.
 */
#include "block.h"
#include "hart.h"

#include <rt/image.h>

/* Parked harts don't read their area before another hart wakes them. */
static void close_others(void)
{
    const size_t stride = (size_t)(rt_boot_area_end - rt_harts_start);
    const size_t block = (size_t)(rt_boot_trap_stack_end - rt_harts_start);

    for (char *area = rt_boot_area_end; area != rt_harts_end; area += stride) {
        struct rt_hart *const hart = (struct rt_hart *)(void *)(area + block);

        hart_block_clear(hart);
        hart->stopped = NULL;
        hart->calls = HART_CALLS_CLOSED;
        hart->state = RT_HART_BOOTING;
        hart->in_program = 0;
        hart->phase = RT_HART_PHASE_PARKED;
        hart->start_sp = (unsigned long)hart;
        hart->stack_low = (char *)hart;
    }
}

__attribute__((cold)) void rti_hart_block_init_more(struct rt_hart *hart)
{
    hart->stopped = NULL;
    hart->calls = NULL;
    hart->phase = RT_HART_PHASE_STARTED;
    close_others();
    rti_hart_area_init(hart);
}
