/* SPDX-License-Identifier: MIT */
/*
 * Turns code addresses into "function at file:line", inlined frames included, with one run of
 * addr2line for all of them.
 */
#ifndef RIVET_RUN_SYMBOLISER_H
#define RIVET_RUN_SYMBOLISER_H

#include "elf/common.h"
#include "elf/elf_file.h"

#define SYMBOLISER_MAX 128

struct symboliser {
    struct {
        uint64_t address; /* as passed to the tool: one less for a return address */
        char *place;
    } items[SYMBOLISER_MAX];
    unsigned count;
};

/** Adds an address to the lookup. More than SYMBOLISER_MAX different ones are ignored. */
void symboliser_want(struct symboliser *symbols, uint64_t address, bool is_return_address);

/** Looks all of them up; appends an error to @p complaint as a line. */
void symboliser_run(struct symboliser *symbols, const struct elf_file *elf,
                    struct buffer *complaint);

/** The place of an address, with more lines for inlined frames; NULL if not known. */
const char *symboliser_place(const struct symboliser *symbols, uint64_t address,
                             bool is_return_address);

void symboliser_free(struct symboliser *symbols);

#endif
