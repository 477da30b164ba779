/* SPDX-License-Identifier: MIT */
/*
 * The function of hart/others.c in single-hart firmware: there are no other harts.
 */
#include "block.h"
#include "hart.h"

void rti_hart_block_init_more(struct rt_hart *hart)
{
    hart->calls = NULL;
    hart->phase = RT_HART_PHASE_STARTED;
    rti_hart_area_init(hart);
}
