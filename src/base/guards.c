/* SPDX-License-Identifier: MIT */
/*
 * Paints and checks the guards that no PMP entry protects.
 */
#include "guards.h"

#include "linked_number.h"
#include "panic_text.h"
#include "stacks.h"

#include <rt/image.h>
#include <rt/protect.h>

/* Linked in only if the application registers a stack. */
#pragma weak rti_stacks_damage

const unsigned long *rti_guards_visit(const struct rt_hart *hart, bool paints)
{
    unsigned long guards = hart->painted != 0 ? hart->painted ^ GUARDS_PAINTED : 0;
    char *next = (char *)hart - LINKED_LARGE_NUMBER(rti_guard_below_block);
    char *end = hart->stack_low;

    if (guards > GUARDS_MASK) {
        return NULL;
    }
    for (; guards != 0; guards >>= 1) {
        unsigned long *const top = (unsigned long *)(void *)end;
        unsigned long *word = top - ((guards & 1) != 0 ? RT_HART_GUARD_SIZE / sizeof(*word) : 0);
        for (; word != top; word++) {
            if (paints) {
                *word = GUARD_PATTERN;
            } else if (*word != GUARD_PATTERN) {
                return word;
            }
        }
        end = next;
        next += LINKED_LARGE_NUMBER(rti_guard_distance);
    }
    return rti_stacks_damage != NULL ? rti_stacks_damage() : NULL;
}

const unsigned long *rti_guards_damage(const struct rt_hart *hart)
{
    return rti_guards_visit(hart, false);
}

void rti_guards_check_at_exit(const struct rt_hart *hart, int status)
{
    if (rti_guards_visit(hart, false) != NULL) {
        PANIC("exit with status %d", status);
    }
}

void rti_guards_paint(struct rt_hart *hart, char *stack_low, unsigned long guards)
{
    hart->stack_low = stack_low;
    hart->painted = GUARDS_PAINTED | (guards & LINKED_NUMBER(rti_guards_all));
    (void)rti_guards_visit(hart, true);
}

void rti_guards_paint_at_boot(unsigned long guards)
{
    rti_guards_paint(rt_hart_block_of_trap(), rt_stack_start, guards);
}
