/* SPDX-License-Identifier: MIT */
/*
 * What debug information says that machine code doesn't: DWARF 4 and 5, of GCC and Clang. Like
 * elf_file.h it never reads outside of a damaged file; what it can't make sense of is left out.
 */
#ifndef RIVET_CHECK_DWARF_H
#define RIVET_CHECK_DWARF_H

#include "elf/elf_file.h"

/** Tags, of the many, by DWARF 5, section 7.5.3. */
enum dwarf_tag {
    DWARF_SUBROUTINE_TYPE = 0x15,
    DWARF_TYPEDEF = 0x16,
    DWARF_INLINED_SUBROUTINE = 0x1d,
    DWARF_CONST_TYPE = 0x26,
    DWARF_SUBPROGRAM = 0x2e,
    DWARF_VOLATILE_TYPE = 0x35,
};

/** What one entry says, as far as it does; texts are NULL and numbers 0 otherwise. */
struct dwarf_entry {
    uint64_t offset; /**< where it is, by which others refer to it */
    uint64_t unit;   /**< where its unit is */
    uint64_t tag;
    uint64_t type;            /**< the offset of its type's entry */
    uint64_t origin;          /**< of the entry that it says more of */
    uint64_t address;         /**< of its code, unless that is in several places */
    uint64_t line;            /**< of its declaration, in its file or one that this includes */
    const char *file;         /**< that was compiled */
    const char *name;         /**< in the source */
    const char *linkage_name; /**< if the linker knows it by another one */
    bool external;            /**< known outside of its file */
    bool has_code; /**< it is in the file for itself, or was before the linker dropped it */
    bool noreturn;
    bool is_virtual;
    bool from_gcc;
};

/** All entries of a file, in order. */
struct dwarf {
    const struct dwarf_entry *entries;
    size_t count;
};

/** Reads what there is of .debug_info: nothing without debug information. */
struct dwarf dwarf_read(const struct elf_file *elf);

/** The entry at an offset; NULL if there is none. */
const struct dwarf_entry *dwarf_at(const struct dwarf *dwarf, uint64_t offset);

/** The name by which the linker knows what an entry is about; NULL if it has none. */
const char *dwarf_linker_name(const struct dwarf *dwarf, const struct dwarf_entry *entry);

/** Whether some file declares the function of this name, of @p length characters, as noreturn. */
bool dwarf_says_noreturn(const struct dwarf *dwarf, const char *name, size_t length);

#endif
