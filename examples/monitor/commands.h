/* SPDX-License-Identifier: MIT */
/*
 * The monitor's commands.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

/** Carries out one line of input, which it cuts into words. Says what is wrong with a bad one. */
void commands_run(char *line);

#endif
