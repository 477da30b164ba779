/* SPDX-License-Identifier: MIT */
/*
 * What to do on a core that the table of regions.h is not for: without TOR, with a coarse
 * granularity, with entries that an earlier stage has locked. A firmware has one of two
 * implementations: unusual_none.c leaves such a core unprotected; any.c plans its entries.
 */
#ifndef PMP_UNUSUAL_H
#define PMP_UNUSUAL_H

#include <stdint.h>

/**
 * Protects this hart. Entries 0 to 7 that aren't locked are off. @p area is in units of 4 bytes;
 * otherwise the same as rti_pmp_init_hart.
 */
unsigned long rti_pmp_unusual(unsigned long area, const char *stack_low);

/** What this hart lacks, as rti_pmp_missing. */
uint32_t rti_pmp_unusual_missing(void);

#endif
