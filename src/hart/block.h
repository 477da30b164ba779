/* SPDX-License-Identifier: MIT */
/*
 * The steps of every hart's start that need the hart's block only. Inline: the boot of most
 * firmware has no others.
 */
#ifndef BLOCK_H
#define BLOCK_H

#include "base/linked_number.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>

#include <stddef.h>
#include <stdint.h>

extern const char rt_mtvec[];

/** Fills in the rest of the boot hart's block, its thread-local storage and the other harts'
 * blocks. Firmware needs this only if rt_has_more of ld/sections.ld is 1. */
void rti_hart_block_init_more(struct rt_hart *hart);

/** Panics because the core did not keep mtvec. */
__attribute__((noreturn)) void rti_hart_refuse_mtvec(void);

static inline void hart_block_identify(struct rt_hart *hart, unsigned long number)
{
    hart->id = csr_read(mhartid);
    hart->number = number;
}

/** Clears the members that are read before they are written. */
static inline void hart_block_clear(struct rt_hart *hart)
{
#ifdef RT_DEBUG
    hart->critical.longest = 0;
    hart->critical.longest_begin = NULL;
#endif
    hart->painted = 0;
}

static inline void hart_block_run(struct rt_hart *hart)
{
    hart->state = RT_HART_RUNNING;
    hart->in_program = 1;
    if (csr_read(mtvec) != (uintptr_t)rt_mtvec) {
        rti_hart_refuse_mtvec();
    }
}

/** Fills in the boot hart's block. */
static inline void hart_block_init_boot(void)
{
    struct rt_hart *const hart = rt_hart_block();

    hart_block_clear(hart);
    hart_block_identify(hart, 0);
    if (LINKED_NUMBER(rt_has_more) != 0) {
        rti_hart_block_init_more(hart);
    }
    hart_block_run(hart);
}

#endif
