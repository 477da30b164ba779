/* SPDX-License-Identifier: MIT */
/*
 * The guards of stacks that no PMP entry protects. They hold a pattern, which an overflow writes
 * over. That is noticed when the pattern is checked: at a trap, an alarm, a panic, or an exit.
 */
#ifndef BASE_GUARDS_H
#define BASE_GUARDS_H

#include <rt/detail/hart_block.h>

#include <stdbool.h>
#include <stddef.h>

/** Neither 0 nor all ones, nor an address: an overflow will hardly store it. */
#define GUARD_PATTERN ((unsigned long)-0x5a3c69b7L)

/**
 * rt_hart.painted: 0 on a hart whose guards all have PMP entries, because reading one of those
 * would fault. Else GUARDS_PAINTED and a bit for each guard that is painted: of the program's
 * stack, then of the stacks in the hart's area, lowest first. Any other value counts as none,
 * because the block may have been written over.
 */
enum {
    GUARD_PROGRAM = 1,
    GUARDS_MASK = 0x3f,
    GUARDS_PAINTED = 0x5000,
    /** In place of GUARDS_PAINTED: a panic has checked them, so its exit doesn't. */
    GUARDS_REPORTED = 0x6000,
};

/**
 * Paints @p guards of @p hart: those of them that it has. @p stack_low is the lowest byte of its
 * program's stack.
 */
void rti_guards_paint(struct rt_hart *hart, char *stack_low, unsigned long guards);

/** The same for the boot hart, whose block mscratch points to. */
void rti_guards_paint_at_boot(unsigned long guards);

/**
 * Finds a word that was written over in the painted guards of @p hart or of registered stacks, or
 * returns NULL. Paints those of the hart before if @p paints.
 */
const unsigned long *rti_guards_visit(const struct rt_hart *hart, bool paints);

/** The same without painting, for the dump of a panic, which has a definition of its own for other
 * firmware. */
const unsigned long *rti_guards_damage(const struct rt_hart *hart);

/** Panics if it finds one, for an exit with @p status. */
void rti_guards_check_at_exit(const struct rt_hart *hart, int status);

/** The same as rti_guards_visit where it must cost next to nothing on a hart without painted
 * guards. */
static inline bool rti_guards_are_damaged(const struct rt_hart *hart)
{
    return hart->painted != 0 && rti_guards_visit(hart, false) != NULL;
}

#endif
