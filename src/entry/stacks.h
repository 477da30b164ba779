/* SPDX-License-Identifier: MIT */
/*
 * The interrupt stacks.
 */
#ifndef STACKS_H
#define STACKS_H

#include "base/linked_number.h"

#include <rt/detail/hart_block.h>

/** How many of a hart's struct rt_hart_irq are valid: RT_IRQ_STACKS, or 0 if there are no stacks.
 */
static inline unsigned irq_stack_count(void)
{
    return (unsigned)LINKED_NUMBER(rti_irq_stacks);
}

/** Fills in the interrupt stacks of @p hart. */
void rti_irq_stacks_init(struct rt_hart *hart);

#endif
