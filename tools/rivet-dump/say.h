/* SPDX-License-Identifier: MIT */
/*
 * The report's text: what src/panic/say.c is on the target.
 */
#ifndef RIVET_DUMP_SAY_H
#define RIVET_DUMP_SAY_H

#include "snapshot.h"

#include "elf/common.h"

/** From here on the functions rti_panic_say and so on append to @p text, for this dump. */
void say_to(struct buffer *text, const struct host_snapshot *host);

/** The memory of that dump. */
const struct memory *say_memory(void);

#endif
