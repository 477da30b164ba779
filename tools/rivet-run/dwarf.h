/* SPDX-License-Identifier: MIT */
/*
 * What debug information says that machine code doesn't: DWARF 4 and 5, of GCC and Clang. Like
 * elf_file.h it never reads outside of a damaged file; what it can't make sense of is left out.
 */
#ifndef RIVET_RUN_DWARF_H
#define RIVET_RUN_DWARF_H

#include "elf_file.h"

/** Called with the name that the linker knows a function by. */
typedef void dwarf_found(void *context, const char *name);

/**
 * Calls @p found for each declaration or definition of a global function as noreturn: several times
 * for a function that several files declare, never without debug information.
 */
void dwarf_each_noreturn(const struct elf_file *elf, dwarf_found *found, void *context);

#endif
