/* SPDX-License-Identifier: MIT */
/*
 * Messages of the target: a format and its arguments in memory.
 */
#ifndef RIVET_DUMP_MESSAGE_H
#define RIVET_DUMP_MESSAGE_H

#include "memory.h"

#include "elf/common.h"

/**
 * Appends what rt_format (rt/format.h) makes on the target of the format at @p format and the
 * variable arguments from the address @p arguments on.
 */
void message_format(struct buffer *text, const struct memory *memory, uint64_t format,
                    uint64_t arguments);

#endif
