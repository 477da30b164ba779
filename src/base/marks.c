/* SPDX-License-Identifier: MIT */
/*
 * Fills stacks with a pattern before they are used.
 */
#include "marks.h"

#include "guards.h"
#include "linked_number.h"

#include <rt/image.h>

/* The barrier keeps the compiler from calling memset. */
void rti_marks_fill(void *from, const void *to)
{
    for (unsigned long *word = from; word < (const unsigned long *)to; word++) {
        *word = GUARD_PATTERN;
        __asm__ volatile("" ::: "memory");
    }
}

/* The stack's program is the caller: what is below sp is free, and this calls nothing any more. */
static inline void fill_up_to_sp(char *start)
{
    const char *sp;

    __asm__ volatile("mv %0, sp" : "=r"(sp));
    for (unsigned long *word = (unsigned long *)(void *)start; (const char *)word < sp; word++) {
        *word = GUARD_PATTERN;
        __asm__ volatile("" ::: "memory");
    }
}

void rti_marks_paint(struct rt_hart *hart)
{
    const size_t frame = (RT_IRQ_FRAME_nesting + RT_IRQ_FRAME_any) * sizeof(unsigned long);
    const size_t filled = LINKED_LARGE_NUMBER(rt_irq_size) - frame;
    char *const trap_stack = (char *)hart - (rt_boot_trap_stack_end - rt_boot_trap_stack_start);
    char *start = (char *)hart - LINKED_LARGE_NUMBER(rti_guard_below_block);

    for (; start < trap_stack; start += LINKED_LARGE_NUMBER(rti_guard_distance)) {
        rti_marks_fill(start, start + filled);
    }
    rti_marks_fill(trap_stack, hart);
    fill_up_to_sp((char *)hart == rt_boot_trap_stack_end ? rt_stack_start : hart->stack_low);
}
