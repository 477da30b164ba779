/* SPDX-License-Identifier: MIT */
/* Reads the rings of log records from a copy of a firmware's memory. */
#ifndef RIVET_RUN_LOG_RING_H
#define RIVET_RUN_LOG_RING_H

#include "log_filter.h"

/**
 * Prints the records in @p memory, a copy of all rings in the order of the harts: the earlier runs
 * first, the harts of a run by time. Ends the program with an error if the firmware does not log or
 * its rings have another size.
 */
void log_ring_show(const struct elf_file *elf, enum log_style style, const void *memory,
                   size_t size);

#endif
