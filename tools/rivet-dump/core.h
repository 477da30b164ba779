/* SPDX-License-Identifier: MIT */
/*
 * An ELF core file for GDB from a dump: the registers of each hart that has stopped, and the memory
 * that is known.
 */
#ifndef RIVET_DUMP_CORE_H
#define RIVET_DUMP_CORE_H

#include "snapshot.h"

/** Writes the core file. Ends the program if it can't be written. */
void core_write(const char *path, const struct host_snapshot *host);

#endif
