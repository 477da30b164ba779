/* SPDX-License-Identifier: MIT */
/*
 * The memory that RT_DUMP names, in the dump of REPORT host.
 */
#include "dump_range.h"

#include <rt/dump.h>

#include <stddef.h>
#include <stdint.h>

/* By ld/sections.ld. */
extern const struct rt_dump rti_dumps_start[], rti_dumps_end[];

struct dump_range rti_dump_chosen(const struct rt_hart *hart, unsigned long n)
{
    const struct rt_dump *const dump = rti_dumps_start + n;

    (void)hart;
    if (dump >= rti_dumps_end) {
        return (struct dump_range){NULL, NULL};
    }
    return (struct dump_range){
        (const void *)((uintptr_t)dump->start & -sizeof(long)),
        (const void *)(((uintptr_t)dump->end + sizeof(long) - 1) & -sizeof(long))};
}

DUMP_HOOK(3, rti_dump_chosen);
