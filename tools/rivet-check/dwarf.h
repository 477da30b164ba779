/* SPDX-License-Identifier: MIT */
/*
 * Reads debug information: DWARF 4 and 5, of GCC and Clang. Like elf_file.h it never reads outside
 * of a damaged file. Parts that it can't interpret are left out.
 */
#ifndef RIVET_CHECK_DWARF_H
#define RIVET_CHECK_DWARF_H

#include "elf/elf_file.h"

/** The tags that are used, by DWARF 5, section 7.5.3. */
enum dwarf_tag {
    DWARF_SUBROUTINE_TYPE = 0x15,
    DWARF_TYPEDEF = 0x16,
    DWARF_INLINED_SUBROUTINE = 0x1d,
    DWARF_CONST_TYPE = 0x26,
    DWARF_SUBPROGRAM = 0x2e,
    DWARF_VOLATILE_TYPE = 0x35,
};

/** The contents of an entry; absent texts are NULL and absent numbers 0. */
struct dwarf_entry {
    uint64_t offset; /**< its position, by which others refer to it */
    uint64_t unit;   /**< the position of its unit */
    uint64_t tag;
    uint64_t type;            /**< the offset of its type's entry */
    uint64_t origin;          /**< of the entry that it completes */
    uint64_t address;         /**< of its code, if that is in one place */
    uint64_t line;            /**< of its declaration, in its file or an included one */
    const char *file;         /**< the compiled file */
    const char *name;         /**< in the source */
    const char *linkage_name; /**< the linker's name, if different */
    bool external;            /**< visible outside of its file */
    bool has_code;            /**< has its own code, or had it before the linker dropped it */
    bool noreturn;
    bool is_virtual;
    bool from_gcc;
};

/** All entries of a file, in order. */
struct dwarf {
    const struct dwarf_entry *entries;
    size_t count;
};

/** Reads .debug_info; empty without debug information. */
struct dwarf dwarf_read(const struct elf_file *elf);

/** The entry at an offset; NULL if there is none. */
const struct dwarf_entry *dwarf_at(const struct dwarf *dwarf, uint64_t offset);

/** The linker's name of the entry's object; NULL if it has none. */
const char *dwarf_linker_name(const struct dwarf *dwarf, const struct dwarf_entry *entry);

/** Whether a file declares the function of this name, of @p length characters, as noreturn. */
bool dwarf_says_noreturn(const struct dwarf *dwarf, const char *name, size_t length);

#endif
