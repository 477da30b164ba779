/* SPDX-License-Identifier: MIT */
/*
 * Makes the report of a panic from the frames of its dump (REPORT host, src/panic/dump.h).
 */
#ifndef RIVET_DUMP_DUMP_H
#define RIVET_DUMP_DUMP_H

#include "memory.h"

#include "elf/common.h"

struct dump {
    const struct elf_file *elf;
    struct memory memory;
    unsigned next;         /**< The number that the next piece should have. */
    struct buffer lost;    /**< The line about pieces that are missing; empty if none is. */
    struct buffer build;   /**< Of the build id what has arrived, as hex digits. */
    bool begun;            /**< There are pieces that no report was made of. */
    bool reported;         /**< A report was made, and the dump may go on after it. */
    const char *core_path; /**< Where to write a core file, or NULL. */
    bool shows_locals;     /**< Ask GDB for the locals of the function that died. */
};

/** Whether the firmware dumps what a report is made from. */
bool dump_is_expected(const struct elf_file *elf);

void dump_start(struct dump *dump, const struct elf_file *elf, const char *core_path);

/** Takes the payload of a frame. Appends the report to @p text if that was the last one. */
void dump_take(struct dump *dump, const void *payload, size_t size, struct buffer *text);

/** Call at the end of the output. Appends the report of a dump without an end. */
void dump_finish(struct dump *dump, struct buffer *text);

#endif
