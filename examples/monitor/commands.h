/* SPDX-License-Identifier: MIT */
/*
 * The monitor's commands.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

/**
 * Splits one line of input into words in place and runs the command. Prints a message if it is
 * invalid.
 */
void commands_run(char *line);

#endif
