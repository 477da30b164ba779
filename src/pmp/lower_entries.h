/* SPDX-License-Identifier: MIT */
/*
 * Which entries lower.c has left for regions. The same on each hart.
 */
#ifndef PMP_LOWER_ENTRIES_H
#define PMP_LOWER_ENTRIES_H

#include <rt/csr.h>
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

/* The pmpcfg registers. On RV64 those with odd numbers are missing. */
static inline void pmp_write_words(const unsigned long words[])
{
    csr_write(pmpcfg0, words[0]);
#if __riscv_xlen == 64
    csr_write(pmpcfg2, words[1]);
#else
    csr_write(pmpcfg1, words[1]);
    csr_write(pmpcfg2, words[2]);
    csr_write(pmpcfg3, words[3]);
#endif
}

static inline void pmp_read_words(unsigned long words[])
{
    words[0] = csr_read(pmpcfg0);
#if __riscv_xlen == 64
    words[1] = csr_read(pmpcfg2);
#else
    words[1] = csr_read(pmpcfg1);
    words[2] = csr_read(pmpcfg2);
    words[3] = csr_read(pmpcfg3);
#endif
}

/* Whether the firmware has lower_rest.c: MML must stay off. Weak in lower.c. */
bool rti_regions_include_rest(void);

/* Makes regions empty. */
void rti_regions_clear(struct rt_regions *regions);

/* Whether entries can have the bounds of a region. */
bool rti_regions_have_bounds(const struct rt_region *region);

/* Appends the entries of a region with such bounds. Returns false if there are not enough. */
bool rti_regions_add(struct rt_regions *regions, const struct rt_region *region);

#endif
