/* SPDX-License-Identifier: MIT */
/*
 * Memory that only some firmware has and that a dump needs (panic/dump.S). Each function is linked
 * in only with what it is about.
 */
#ifndef BASE_DUMP_RANGE_H
#define BASE_DUMP_RANGE_H

#include <rt/detail/hart_block.h>

/** The bytes from @p from to @p end. Both are aligned to a word. */
struct dump_range {
    const void *from; /**< NULL: there is no further one. */
    const void *end;
};

/** Returns the range @p n, from 0. @p hart is the one that panics. It may fault. */
typedef struct dump_range dump_ranges(const struct rt_hart *hart, unsigned long n);

/**
 * Returns the memory from @p sp to the end of its stack: one of @p hart's, or a registered one. The
 * range is empty if it is none.
 */
struct dump_range rti_dump_stack(const struct rt_hart *hart, unsigned long sp);

/**
 * Makes @p ranges a hook of the dump, in firmware with REPORT host or block that links its object.
 * They are called in descending order of @p place, a digit.
 */
#define DUMP_HOOK(place, ranges)                                                                \
    __attribute__((                                                                             \
        used, section("rti_dump_hooks." #place))) static dump_ranges *const dump_hook_##place = \
        ranges

/** What rt_panic_frame or rt_panic_at was given. */
dump_ranges rti_dump_given;

/** Makes the record that rt_last_panic returns; there is no range. */
dump_ranges rti_dump_record;

/** From where interrupt handlers interrupted the hart's programs to the ends of those stacks. */
dump_ranges rti_dump_irq_stacks;

/** This hart's program stack if it isn't the boot hart; of the other harts what this one has. */
dump_ranges rti_dump_harts;

/** What RT_DUMP names. */
dump_ranges rti_dump_chosen;

/** Sends the log; there is no range. */
dump_ranges rti_dump_log;

/** The list of stacks that the application has registered, and the one that is in use. */
dump_ranges rti_dump_registered;

#endif
