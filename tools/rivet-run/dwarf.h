/* SPDX-License-Identifier: MIT */
/*
 * What debug information says that machine code doesn't: DWARF 4 and 5, of GCC and Clang. Like
 * elf_file.h it never reads outside of a damaged file; what it can't make sense of is left out.
 */
#ifndef RIVET_RUN_DWARF_H
#define RIVET_RUN_DWARF_H

#include "elf_file.h"

/** A global function as one source file knows it. */
struct dwarf_function {
    const char *name;    /**< what the linker knows it by */
    bool is_noreturn;    /**< declared so, in this file */
    bool is_declaration; /**< it is defined in another file */
    bool is_abstract;    /**< defined here, and its code is in its callers, if anywhere */
};

typedef void dwarf_found(void *context, const struct dwarf_function *function);

/** Calls @p found for each function of each file; not at all without debug information. */
void dwarf_each_function(const struct elf_file *elf, dwarf_found *found, void *context);

#endif
