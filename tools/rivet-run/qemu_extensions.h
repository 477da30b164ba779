/* SPDX-License-Identifier: MIT */
/* The extensions of QEMU's core that the firmware is built for (RIVET_ISA). */
#ifndef RIVET_RUN_QEMU_EXTENSIONS_H
#define RIVET_RUN_QEMU_EXTENSIONS_H

#include "launch.h"

/**
 * Adds them to the argument of the last -cpu in @p command. Ends the program with an error if this
 * QEMU's core can't have one.
 */
void qemu_extensions_turn_on(struct arguments *command, const struct launch_request *request);

#endif
