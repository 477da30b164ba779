/* SPDX-License-Identifier: MIT */
/*
 * The interface of memory protection for starting harts. The application's interface is
 * <rt/protect.h>.
 */
#ifndef PMP_H
#define PMP_H

#include <rt/protect.h>

#include <stdbool.h>
#include <stdint.h>

/**
 * Programs the boot hart's protection and locks it until reset. Called once, by rti_entry. On a
 * core with too few entries, programs as many as possible. Paints the guards that remain open.
 */
void rti_pmp_init(void);

/** Whether this hart has the table of regions.h in force. */
bool rti_pmp_is_on(void);

/** What rti_entry calls: rti_pmp_init, or what relock.c does before it if it is linked in. */
void rti_pmp_start(void);

/** Refer to it to link relock.c in. */
extern const char rti_pmp_relock;

/**
 * The same for another hart, each time it starts. @p area is the distance in bytes of its area
 * (rt/image.h) from the boot hart's. @p stack_low is the lowest byte of its program's stack, above
 * RT_HART_GUARD_SIZE bytes of guard. Returns the guards that have no entry, by their bits of
 * base/guards.h; it paints none.
 */
unsigned long rti_pmp_init_hart(unsigned long area, const char *stack_low);

/**
 * Guards this program stack if it isn't the one that the hart first started on. Returns false if
 * the core has no PMP or no entry left. Earlier guards remain until reset.
 */
bool rti_pmp_guard_stack(const char *stack_low);

/**
 * Returns the protections that this hart lacks: bits by entry of regions.h and PROTECT_UNDECLARED,
 * or PMP_MISSING_ALL.
 */
uint32_t rti_pmp_missing(void);
#define PMP_MISSING_ALL (~(uint32_t)0)

/** Returns the name of the nth bit that is set, from 0, or NULL. Reads no register. */
const char *rti_pmp_missing_name(uint32_t missing, unsigned nth);

#endif
