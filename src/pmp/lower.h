/* SPDX-License-Identifier: MIT */
/*
 * The PMP of firmware with MODES: entries that the regions of lower modes may have.
 */
#ifndef PMP_LOWER_H
#define PMP_LOWER_H

#include <rt/regions.h>

/** Writes @p regions to this hart's entries, or turns them off if it is NULL. Panics if the core
 * does not take them. */
void rti_regions_enter(const struct rt_regions *regions);

/**
 * Returns how many bytes from @p address on, up to @p size, have @p right in @p regions: as the PMP
 * would decide.
 */
size_t rti_regions_allow(const struct rt_regions *regions, uintptr_t address, size_t size,
                         unsigned right);

#endif
