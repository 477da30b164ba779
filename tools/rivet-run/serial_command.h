/* SPDX-License-Identifier: MIT */
/* Runs the commands of board.h that load and restart a board, and says how that goes. For the child
 * of serial.c. */
#ifndef RIVET_RUN_SERIAL_COMMAND_H
#define RIVET_RUN_SERIAL_COMMAND_H

#include <stdbool.h>

/** Prints a line on rivet-run's standard error: its standard output is the firmware's. */
__attribute__((format(printf, 1, 2))) void serial_say(const char *format, ...);

/**
 * Runs a command of the shell, for at most @p seconds. It has no input and no terminal. If it fails
 * or does not end, prints its output and returns false. @p what is what it does, such as "load".
 * What it leaves behind ends with this process.
 */
bool serial_command_run(const char *what, const char *command, unsigned seconds);

#endif
