/* SPDX-License-Identifier: MIT */
#include "entries.h"
#include "regions.h"

#include "arch/probe.h"

#include <rt/protect.h>

#include <stddef.h>
#include <stdint.h>

/* Whether a row denies machine mode one of the accesses in @p config. */
static bool denies(unsigned entry, uint8_t config)
{
    const uint8_t rights = PMP_R | PMP_W | PMP_X;

    return (rti_pmp_config(entry) & PMP_LOCK) != 0 &&
           (config & rights & ~rti_pmp_config(entry)) != 0;
}

/* Whether the row has the byte at 4 * @p at. */
static bool has(unsigned entry, uintptr_t at)
{
    const unsigned long address = rti_pmp_address(entry);
    const unsigned long ones = address ^ (address + 1);

    switch (rti_pmp_config(entry) & PMP_NAPOT) {
    case PMP_NAPOT:
        return ((address ^ at) & ~ones) == 0;
    case PMP_TOR:
        return at < address && (entry == 0 || at >= rti_pmp_address(entry - 1));
    default:
        return false;
    }
}

/* The row that decides about the byte at @p base, or PROTECT_ENTRIES. */
static unsigned find_row(uintptr_t base)
{
    unsigned entry = 0;

    while (entry < PROTECT_ENTRIES && !has(entry, base >> 2)) {
        entry++;
    }
    return entry;
}

static bool open(uintptr_t base, size_t size, uint8_t config)
{
    const unsigned long address = (base >> 2) + (size / 8 - 1);

    if (size < 8 || (size & (size - 1)) != 0 || (base & (size - 1)) != 0) {
        return false;
    }
    if (rti_probe_pmp(~0UL) == 0) {
        return true;
    }
    const unsigned row = find_row(base);
    return row == PROTECT_ENTRIES || !denies(row, config) ||
           (row != 0 && rti_pmp_lock_free_entry(row - 1, address, config));
}

bool rt_protect_open(uintptr_t base, size_t size)
{
    return open(base, size, PROTECT_EVERYTHING);
}

bool rt_protect_open_program(uintptr_t base, size_t size)
{
    return open(base, size, PROTECT_EVERYTHING | PMP_X);
}
