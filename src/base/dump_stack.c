/* SPDX-License-Identifier: MIT */
/*
 * The used part of a stack, for what only some firmware dumps.
 */
#include "dump_range.h"
#include "stacks.h"

#include <rt/image.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Linked in only if the application registers a stack. */
#pragma weak rti_stacks

static uintptr_t end_of_registered(uintptr_t sp)
{
    const struct rt_stack *stack = &rti_stacks != NULL ? rti_stacks : NULL;

    for (unsigned i = 0; i < RT_STACKS_MAX && stack != NULL; i++) {
        if (sp >= (uintptr_t)stack->low && sp < (uintptr_t)stack->end) {
            return (uintptr_t)stack->end & -sizeof(long);
        }
        stack = stack->next;
    }
    return 0;
}

/* Of the stacks in the hart's area. */
static uintptr_t end_in_area(const struct rt_hart *hart, uintptr_t sp)
{
    static char *const ends[] = {rt_harts_start,           rt_boot_irq_plain_end,
                                 rt_boot_irq_software_end, rt_boot_irq_timer_end,
                                 rt_boot_irq_external_end, rt_boot_trap_stack_end};
    const uintptr_t area = (uintptr_t)hart - (uintptr_t)rt_boot_trap_stack_end;

    for (size_t i = 1; i < sizeof(ends) / sizeof(ends[0]); i++) {
        if (sp >= (uintptr_t)ends[i - 1] + area && sp < (uintptr_t)ends[i] + area) {
            return (uintptr_t)ends[i] + area;
        }
    }
    return 0;
}

static uintptr_t end_of(const struct rt_hart *hart, uintptr_t sp)
{
    const bool is_boot_hart = (uintptr_t)hart == (uintptr_t)rt_boot_trap_stack_end;

    if (!is_boot_hart && sp >= (uintptr_t)hart->stack_low && sp < hart->start_sp) {
        return hart->start_sp & -sizeof(long);
    }
    if (sp >= (uintptr_t)rt_stack_start && sp < (uintptr_t)rt_stack_end) {
        return (uintptr_t)rt_stack_end;
    }
    const uintptr_t end = end_in_area(hart, sp);
    return end != 0 ? end : end_of_registered(sp);
}

struct dump_range rti_dump_stack(const struct rt_hart *hart, unsigned long sp)
{
    const uintptr_t from = sp & -sizeof(long);
    const uintptr_t end = end_of(hart, from);
    /* Bounds may be damaged. What is not RAM must not be read. */
    const bool is_ram =
        from >= (uintptr_t)rt_stack_start && end > from && end <= (uintptr_t)rt_heap_end;

    return is_ram ? (struct dump_range){(const void *)from, (const void *)end}
                  : (struct dump_range){hart, hart};
}
