/* SPDX-License-Identifier: MIT */
#include "entries.h"
#include "plan.h"
#include "range.h"
#include "regions.h"

#include "arch/probe.h"

#include <rt/protect.h>

#include <stddef.h>
#include <stdint.h>

enum {
    NO_ROW = PROTECT_ENTRIES + 1
};

/* Whether a row denies machine mode one of the accesses in @p config. */
static bool denies(unsigned entry, uint8_t config)
{
    const uint8_t rights = PMP_R | PMP_W | PMP_X;

    return (rti_pmp_config(entry) & PMP_LOCK) != 0 &&
           (config & rights & ~rti_pmp_config(entry)) != 0;
}

/* The row that denies a part of @p range, or NO_ROW. A row decides only about what none before it
 * has; one that has all of the range is the last that matters. The whitelist policy of Smepmp
 * denies what no row has, as a row behind all others. */
static unsigned find_denying(struct range range, uint8_t config)
{
    for (unsigned entry = 0; entry < PROTECT_ENTRIES; entry++) {
        const struct range row = range_of(entry);
        const bool has_part = row.first <= range.last && range.first <= row.last;
        if (has_part && denies(entry, config)) {
            return entry;
        }
        if (row.first <= range.first && range.last <= row.last) {
            return NO_ROW;
        }
    }
    return (rti_probe_mseccfg() & PMP_MMWP) != 0 ? PROTECT_ENTRIES : NO_ROW;
}

static bool open(uintptr_t base, size_t size, uint8_t config)
{
    if (size < 8 || (size & (size - 1)) != 0 || (base & (size - 1)) != 0) {
        return false;
    }
    if (rti_probe_pmp() == 0) {
        return true;
    }
    const struct range range = {base >> 2, (base + size - 1) >> 2};
    const unsigned row = find_denying(range, config);
#ifdef LOWER_MODES
    /* The free entries are for regions (rt/regions.h). With MML nothing more may be executable. */
    return row == NO_ROW && ((config & PMP_X) == 0 || (rti_probe_mseccfg() & PMP_MML) == 0);
#else
    const unsigned long address = (base >> 2) + (size / 8 - 1);
    return row == NO_ROW || (row != 0 && rti_pmp_lock_free_entry(row - 1, address, config));
#endif
}

bool rt_protect_open(uintptr_t base, size_t size)
{
    return open(base, size, PROTECT_EVERYTHING);
}

bool rt_protect_open_program(uintptr_t base, size_t size)
{
    return open(base, size, PROTECT_EVERYTHING | PMP_X);
}
