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

#endif
