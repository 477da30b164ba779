/* SPDX-License-Identifier: MIT */
/*
 * The high-water marks of stacks: how much of each was ever in use. STACK_MARKS in
 * rivet_add_firmware links in what fills the stacks with the pattern of base/guards.h at the start.
 */
#ifndef BASE_MARKS_H
#define BASE_MARKS_H

#include <rt/detail/hart_block.h>

#include <stddef.h>

/**
 * Fills the stacks of @p hart, the running one: that of its program below sp, and those in its area
 * but for the frames at the top of interrupt stacks, which the boot has begun. Linked in only by
 * STACK_MARKS; hart/block.c has the function of other firmware.
 */
void rti_marks_paint(struct rt_hart *hart);

/** Fills the memory from @p from up to @p to, both multiples of a word's size. Linked in only by
 * STACK_MARKS, so references are weak. */
void rti_marks_fill(void *from, const void *to);

/** Bytes from the lowest word that is not @p fill up to @p end. Both are aligned to words. */
size_t rti_marks_used(const void *start, const void *end, unsigned long fill);

#endif
