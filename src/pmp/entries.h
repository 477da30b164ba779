/* SPDX-License-Identifier: MIT */
/*
 * PMP entries 0 to 15 by number. Each access is a CSR instruction that a switch selects, so this is
 * for code that is rarely run. The core must have a PMP.
 *
 * Two ways in which Hazard3 differs from the specification are hidden here, once core.c has found
 * them: low bits of an address register that read as ones where it says zeros, and the reverse
 * ("Hazard3" at the revision of the RP2350, hazard3_pmp.v); and read and execute in each other's
 * place (erratum RP2350-E6), on a core without TOR.
 */
#ifndef PMP_ENTRIES_H
#define PMP_ENTRIES_H

#include <stdbool.h>
#include <stdint.h>

/** The address register of entry @p entry. */
unsigned long rti_pmp_address(unsigned entry);
void rti_pmp_set_address(unsigned entry, unsigned long value);

/** The configuration of entry @p entry. Setting it leaves the others as they are. */
uint8_t rti_pmp_config(unsigned entry);
void rti_pmp_set_config(unsigned entry, uint8_t config);

/** How the registers differ: the low bits that are fixed, and whether R and X are exchanged. */
struct pmp_quirks {
    unsigned long fixed_low;
    bool exchanges_r_and_x;
};

/** That of this core. The default is none. */
extern struct pmp_quirks rti_pmp_quirks;

/** Whether entry @p entry is off, is not locked, and does not bound the next one. */
bool rti_pmp_is_free(unsigned entry);

/**
 * Locks a NAPOT region into the highest entry up to @p last that is free. Returns false if there is
 * none, or if the core can't hold the region.
 */
bool rti_pmp_lock_free_entry(unsigned last, unsigned long address, uint8_t config);

#endif
