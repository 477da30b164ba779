/* SPDX-License-Identifier: MIT */
/* The extensions that QEMU's core must have for the firmware (RIVET_ISA), or must not have. */
#ifndef RIVET_RUN_QEMU_EXTENSIONS_H
#define RIVET_RUN_QEMU_EXTENSIONS_H

#include "launch.h"

/**
 * Turns them on, or off, in the argument of the last -cpu in @p command. Ends the program with an
 * error if this QEMU's core can't have one that must be on.
 */
void qemu_extensions_turn_on(struct arguments *command, const struct launch_request *request);

#endif
