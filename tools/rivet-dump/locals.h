/* SPDX-License-Identifier: MIT */
/*
 * The variables of the function that died, by GDB if this host has it.
 */
#ifndef RIVET_DUMP_LOCALS_H
#define RIVET_DUMP_LOCALS_H

#include "snapshot.h"

#include "elf/common.h"

/** Appends lines with the arguments and locals. Appends nothing if GDB is missing or says nothing.
 */
void locals_add(struct buffer *text, const struct host_snapshot *host);

#endif
