/* SPDX-License-Identifier: MIT */
/*
 * The addresses of an entry as they are in the registers.
 */
#ifndef PMP_RANGE_H
#define PMP_RANGE_H

#include "entries.h"
#include "regions.h"

#include <stdint.h>

/* The addresses of a row, in units of 4 bytes: from first to last, none if first is above last. */
struct range {
    uintptr_t first, last;
};

static inline struct range range_of(unsigned entry)
{
    const unsigned long address = rti_pmp_address(entry);
    const unsigned long ones = address ^ (address + 1);
    const unsigned long start = entry == 0 ? 0 : rti_pmp_address(entry - 1);

    switch (rti_pmp_config(entry) & PMP_NAPOT) {
    case PMP_NAPOT:
        return (struct range){address & ~ones, address | ones};
    case PMP_TOR:
        return start < address ? (struct range){start, address - 1} : (struct range){1, 0};
    default:
        return (struct range){1, 0};
    }
}

#endif
