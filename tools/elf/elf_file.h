/* SPDX-License-Identifier: MIT */
/*
 * Reads little-endian ELF files of either width, mapped into memory. Every offset from the file is
 * checked before use. A damaged file is rejected or has things missing, but is never read outside
 * its bounds.
 */
#ifndef RIVET_ELF_FILE_H
#define RIVET_ELF_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct elf_file {
    const char *path;
    const uint8_t *data;
    size_t size;
    bool is_64;
    bool is_riscv;
    bool is_rve; /**< of RISC-V's base E: 16 registers */
};

/** A part of the file, with the address it is linked at. */
struct elf_section {
    const uint8_t *data;
    uint64_t size;
    uint64_t address;
};

/** A program header of type PT_LOAD. */
struct elf_segment {
    const uint8_t *data;
    uint64_t file_size;
    uint64_t memory_size;
    uint64_t virtual_address;
    uint64_t physical_address;
    bool executable;
};

/** Maps @p path; ends the program with an error if it is not a usable ELF file. */
void elf_open(struct elf_file *elf, const char *path);

/** Finds a section that has contents in the file. */
bool elf_find_section(const struct elf_file *elf, const char *name, struct elf_section *section);

/** A section that occupies memory, with or without contents in the file. */
struct elf_allocated {
    const char *name;
    uint64_t address;
    uint64_t size;
    bool writable;
};

/** Returns the @p index-th of them; false when there are no more. */
bool elf_allocated_section(const struct elf_file *elf, unsigned index,
                           struct elf_allocated *section);

/** Finds a symbol's value. */
bool elf_find_symbol(const struct elf_file *elf, const char *name, uint64_t *value);

/** A symbol of type function. */
struct elf_function {
    const char *name;
    uint64_t address;
    uint64_t size;
};

/** Finds the function that contains @p address. */
bool elf_function_at(const struct elf_file *elf, uint64_t address, struct elf_function *function);

/** The same; if no function has a size there, from the last symbol before it to the next. */
bool elf_symbol_around(const struct elf_file *elf, uint64_t address, struct elf_function *function);

/**
 * Finds a function by name: a global one, or one that link-time optimisation has made local. In
 * assembly it may have no type and size.
 */
bool elf_find_function(const struct elf_file *elf, const char *name, struct elf_function *function);

typedef void elf_found(void *context, const struct elf_function *function);

/** Calls @p found for each function that has a size. */
void elf_each_function(const struct elf_file *elf, elf_found *found, void *context);

/** Returns the @p index-th PT_LOAD segment; false when there are no more. */
bool elf_load_segment(const struct elf_file *elf, unsigned index, struct elf_segment *segment);

/** The @p size bytes that are loaded at virtual address @p address, or NULL. */
const uint8_t *elf_at(const struct elf_file *elf, uint64_t address, uint64_t size);

/** The NUL-terminated string at @p address in section @p name, or NULL. It need not be loaded. */
const char *elf_string_in(const struct elf_file *elf, const char *name, uint64_t address);

/** The NUL-terminated string loaded at @p address, or NULL. */
const char *elf_string_at(const struct elf_file *elf, uint64_t address);

/** Reads one address-sized word of the file's width. */
uint64_t elf_word(const struct elf_file *elf, const uint8_t *data);

/** Whether @p address is in a section that has code. */
bool elf_is_code(const struct elf_file *elf, uint64_t address);

/** The GNU build id as lower-case hex digits; empty if the file has none. */
void elf_build_id(const struct elf_file *elf, char text[65]);

#endif
