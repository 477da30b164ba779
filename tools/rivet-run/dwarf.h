/* SPDX-License-Identifier: MIT */
/*
 * What debug information says that machine code doesn't: DWARF 4 and 5, of GCC and Clang. Like
 * elf_file.h it never reads outside of a damaged file; what it can't make sense of is left out.
 */
#ifndef RIVET_RUN_DWARF_H
#define RIVET_RUN_DWARF_H

#include "elf_file.h"

/** Tags, of the many, by DWARF 5, section 7.5.3. */
enum dwarf_tag {
    DWARF_SUBROUTINE_TYPE = 0x15,
    DWARF_SUBPROGRAM = 0x2e,
    DWARF_VOLATILE_TYPE = 0x35,
};

/** What one entry says, as far as it does; texts are NULL and numbers 0 otherwise. */
struct dwarf_entry {
    uint64_t offset; /**< where it is, by which others refer to it; grows from entry to entry */
    uint64_t tag;
    uint64_t type;            /**< the offset of its type's entry */
    const char *unit;         /**< the source file that was compiled */
    uint64_t line;            /**< of its declaration, in that file or one that it includes */
    const char *name;         /**< in the source */
    const char *linkage_name; /**< if the linker knows it by another one */
    bool external;            /**< known outside of its file */
    bool declaration;         /**< no definition */
    bool has_code;            /**< of its own, not only in its callers */
    bool noreturn;
    bool is_virtual;
};

/** The name that the linker knows it by. */
const char *dwarf_linker_name(const struct dwarf_entry *entry);

typedef void dwarf_found(void *context, const struct dwarf_entry *entry);

/** Calls @p found for each entry of the file; never without debug information. */
void dwarf_each_entry(const struct elf_file *elf, dwarf_found *found, void *context);

#endif
