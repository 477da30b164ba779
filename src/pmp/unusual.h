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
 * Protects this hart. Entry 0 has been written, and no entry was locked by this firmware. The
 * parameters are those of rti_pmp_init_hart.
 */
void rti_pmp_unusual(unsigned long area, const char *stack_low);

/** What this hart lacks, as rti_pmp_missing. */
uint32_t rti_pmp_unusual_missing(void);

#endif
