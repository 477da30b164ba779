/* SPDX-License-Identifier: MIT */
/*
 * Which entries lower.c has left for regions. The same on each hart.
 */
#ifndef PMP_LOWER_ENTRIES_H
#define PMP_LOWER_ENTRIES_H

#include <rt/regions.h>

#include <stdbool.h>
#include <stdint.h>

struct lower_entries {
    unsigned char count;
    unsigned char entry[RT_REGIONS_ENTRIES]; /* Their numbers, upwards. */
    uint32_t grain;                          /* Bytes. */
    unsigned long address_mask;              /* The bits that an address register has. */
    unsigned long off[RT_REGIONS_WORDS];     /* The pmpcfg registers while there are no regions. */
    unsigned long mask[RT_REGIONS_WORDS];    /* The bits in them of these entries. */
};

extern struct lower_entries rti_lower_entries;

/* Whether the firmware has lower_rest.c: MML must stay off. Weak in lower.c. */
bool rti_regions_include_rest(void);

/* Makes regions empty. */
void rti_regions_clear(struct rt_regions *regions);

/* Whether entries can have the bounds of a region. */
bool rti_regions_have_bounds(const struct rt_region *region);

/* Appends the entries of a region with such bounds. Returns false if there are not enough. */
bool rti_regions_add(struct rt_regions *regions, const struct rt_region *region);

#endif
