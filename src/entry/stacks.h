/* SPDX-License-Identifier: MIT */
/*
 * The interrupt stacks.
 */
#ifndef STACKS_H
#define STACKS_H

#include "base/linked_number.h"

#include <rt/detail/hart_block.h>

#include <stddef.h>

/** How many of a hart's struct rt_hart_irq are valid: RT_IRQ_STACKS, or 0 if there are no stacks.
 */
static inline unsigned irq_stack_count(void)
{
    return (unsigned)LINKED_NUMBER(rti_irq_stacks);
}

/** Fills in the interrupt stacks of @p hart, which is @p area bytes above the boot hart. */
void rti_irq_stacks_init(struct rt_hart *hart, ptrdiff_t area);

#endif
