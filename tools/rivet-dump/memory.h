/* SPDX-License-Identifier: MIT */
/*
 * The target's memory as a dump has it (src/panic/dump.h). What no piece has reads as zeros, but
 * memory_has tells it apart. Code and constants are read from the ELF file.
 */
#ifndef RIVET_DUMP_MEMORY_H
#define RIVET_DUMP_MEMORY_H

#include "elf/elf_file.h"

struct memory {
    const struct elf_file *elf;
    unsigned word;      /**< Bytes of a word. */
    unsigned registers; /**< How many integer registers the core has, with x0. */
    uint64_t low, high; /**< RAM from the first stack's guard to the heap's end. */
    uint8_t *ram;       /**< As many bytes. */
    uint8_t *known;     /**< A byte for each four of them: 1 if a piece has them. */
};

/** Call first. Ends the program if the file isn't Rivet's firmware. */
void memory_start(struct memory *memory, const struct elf_file *elf);
void memory_free(struct memory *memory);

/** Takes the bytes of a piece. Returns false if they are not in RAM. */
bool memory_put(struct memory *memory, uint64_t address, const void *bytes, size_t size);

/** Whether all of these bytes are known. */
bool memory_has(const struct memory *memory, uint64_t address, size_t size);

/** The @p size bytes at @p address, in RAM or in the file; NULL if they are not known. */
const uint8_t *memory_at(const struct memory *memory, uint64_t address, size_t size);

/** Reads a little-endian number of @p size bytes; 0 if it is not known. */
uint64_t memory_number(const struct memory *memory, uint64_t address, size_t size);

/** Reads the word @p index of those at @p address; 0 if it is not known. */
uint64_t memory_word(const struct memory *memory, uint64_t address, unsigned index);

/** The value of a symbol; 0 if there is none. */
uint64_t memory_symbol(const struct memory *memory, const char *name);

#endif
