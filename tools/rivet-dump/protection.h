/* SPDX-License-Identifier: MIT */
/*
 * What the PMP did not protect, from its registers in a dump.
 */
#ifndef RIVET_DUMP_PROTECTION_H
#define RIVET_DUMP_PROTECTION_H

#include "snapshot.h"

/** As rti_pmp_missing of src/pmp/pmp.h returns it on the target. */
uint32_t protection_missing(const struct host_snapshot *host);

/** Whether the firmware has no protection, by PROTECTION OFF. */
bool protection_is_off(const struct memory *memory);

#endif
