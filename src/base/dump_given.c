/* SPDX-License-Identifier: MIT */
/*
 * The frame that rt_panic_frame or rt_panic_at was given, and its program's stack.
 */
#include "dump_range.h"

#include <rt/trap_frame.h>

#include <stddef.h>
#include <stdint.h>

extern const char rti_panic_given[];

struct dump_range rti_dump_given(const struct rt_hart *hart, unsigned long n)
{
    const struct rt_trap_frame *const frame = (const struct rt_trap_frame *)(const void *)hart - 1;
    const struct rt_trap_frame *const given = (const struct rt_trap_frame *)frame->a1;

    if (frame->a0 != (uintptr_t)rti_panic_given || n == 2) {
        return (struct dump_range){NULL, NULL};
    }
    return n == 0 ? (struct dump_range){given, given + 1} : rti_dump_stack(hart, given->sp);
}

DUMP_HOOK(6, rti_dump_given);
