/* SPDX-License-Identifier: MIT */
/*
 * Writes the regions of lower modes to a hart's entries, and reads them back.
 */
#include "entries.h"
#include "fence.h"
#include "lower.h"
#include "lower_entries.h"

#include "base/panic_text.h"

#include <rt/csr.h>

#include <stdbool.h>

static bool has_words(const unsigned long words[])
{
    const unsigned long *const mask = rti_lower_entries.mask;
    bool has = ((csr_read(pmpcfg0) ^ words[0]) & mask[0]) == 0;

#if __riscv_xlen == 64
    return has && ((csr_read(pmpcfg2) ^ words[1]) & mask[1]) == 0;
#else
    has = has && ((csr_read(pmpcfg1) ^ words[1]) & mask[1]) == 0;
    has = has && ((csr_read(pmpcfg2) ^ words[2]) & mask[2]) == 0;
    return has && ((csr_read(pmpcfg3) ^ words[3]) & mask[3]) == 0;
#endif
}

enum {
    /* Entries 4 to 7 are the first ones on a core without Smepmp. */
    FIRST = 4,
    TOGETHER = 4,
};

/* How many of the entries are those, which need no function to select a register. */
static unsigned count_together(const struct rt_regions *regions)
{
    const unsigned char *const entry = rti_lower_entries.entry;
    const unsigned count = regions->count < TOGETHER ? regions->count : TOGETHER;

    return count > 0 && entry[0] == FIRST && entry[count - 1] == FIRST + count - 1 ? count : 0;
}

static void write_addresses(const struct rt_regions *regions, unsigned together)
{
    switch (together) {
    case 4:
        csr_write(pmpaddr7, regions->addresses[3]);
        __attribute__((fallthrough));
    case 3:
        csr_write(pmpaddr6, regions->addresses[2]);
        __attribute__((fallthrough));
    case 2:
        csr_write(pmpaddr5, regions->addresses[1]);
        __attribute__((fallthrough));
    case 1:
        csr_write(pmpaddr4, regions->addresses[0]);
        break;
    default:
        break;
    }
    for (unsigned i = together; i < regions->count; i++) {
        rti_pmp_set_address(rti_lower_entries.entry[i], regions->addresses[i]);
    }
}

static bool has_addresses(const struct rt_regions *regions, unsigned together)
{
    unsigned long others = 0;

    switch (together) {
    case 4:
        others |= csr_read(pmpaddr7) ^ regions->addresses[3];
        __attribute__((fallthrough));
    case 3:
        others |= csr_read(pmpaddr6) ^ regions->addresses[2];
        __attribute__((fallthrough));
    case 2:
        others |= csr_read(pmpaddr5) ^ regions->addresses[1];
        __attribute__((fallthrough));
    case 1:
        others |= csr_read(pmpaddr4) ^ regions->addresses[0];
        break;
    default:
        break;
    }
    for (unsigned i = together; i < regions->count; i++) {
        others |= rti_pmp_address(rti_lower_entries.entry[i]) ^ regions->addresses[i];
    }
    return others == 0;
}

static void enter(const struct rt_regions *regions)
{
    const unsigned together = count_together(regions);

    write_addresses(regions, together);
    pmp_write_words(regions->words);
    pmp_fence();
    if (!has_addresses(regions, together) || !has_words(regions->words)) {
        PANIC("the PMP did not take the regions of a program");
    }
}

void rti_regions_enter(const struct rt_regions *regions)
{
    if (rti_lower_entries.count == 0) {
        return;
    }
    pmp_write_words(rti_lower_entries.off);
    pmp_fence();
    if (regions != NULL) {
        enter(regions);
    }
}
