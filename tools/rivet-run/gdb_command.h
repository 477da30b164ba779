/* SPDX-License-Identifier: MIT */
/* How GDB is started: with the sources, its commands for Rivet, and what it does first. */
#ifndef RIVET_RUN_GDB_COMMAND_H
#define RIVET_RUN_GDB_COMMAND_H

#include "options.h"

/** Adds GDB's command line. @p server is the argument of its `target`. @p board is what has to be
 * reset and loaded there, or NULL. */
void gdb_command(struct arguments *command, const struct options *options,
                 const struct elf_file *elf, const char *server, const struct board *board);

/** Ends the program with an error if GDB is not installed. */
void gdb_require(const char *program);

#endif
