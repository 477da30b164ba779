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
        uint64_t address; /* as asked of the tool: one less for a return address */
        char *place;
    } items[SYMBOLISER_MAX];
    unsigned count;
};

/** Notes an address to be looked up. More than SYMBOLISER_MAX different ones are left out. */
void symboliser_want(struct symboliser *symbols, uint64_t address, bool is_return_address);

/** Looks all of them up; what went wrong is appended to @p complaint as a line. */
void symboliser_run(struct symboliser *symbols, const struct elf_file *elf,
                    struct buffer *complaint);

/** The place of an address, more lines for the frames it is inlined into; NULL if not known. */
const char *symboliser_place(const struct symboliser *symbols, uint64_t address,
                             bool is_return_address);

void symboliser_free(struct symboliser *symbols);

#endif
