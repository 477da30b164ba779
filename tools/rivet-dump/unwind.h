/* SPDX-License-Identifier: MIT */
/*
 * A backtrace by the unwind tables of the firmware. unwind/dw.c needs libdw of elfutils;
 * unwind/none.c is for hosts without it.
 */
#ifndef RIVET_DUMP_UNWIND_H
#define RIVET_DUMP_UNWIND_H

#include "snapshot.h"

enum {
    MOST_CALLERS = 64
};

/**
 * Finds the code that @p frame was in, and its callers: first the pc, then return addresses.
 * Returns how many; 0 if this host can't.
 */
unsigned unwind_callers(const struct memory *memory, const struct rt_trap_frame *frame,
                        uint64_t callers[MOST_CALLERS]);

#endif
