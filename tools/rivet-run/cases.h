/* SPDX-License-Identifier: MIT */
/*
 * The test cases of an ELF, read from the records that the macros of rt/test.h leave in it.
 */
#ifndef RIVET_RUN_CASES_H
#define RIVET_RUN_CASES_H

#include "elf/elf_file.h"

struct test_case {
    char *name;             /**< "case", or "case/label" for a row of a table */
    const char *panic_text; /**< text that its panic report must contain; NULL for a normal case */
};

struct test_cases {
    struct test_case *items;
    size_t count;
};

/** Reads all records; ends the program with an error if they are invalid. */
void cases_read(struct test_cases *cases, const struct elf_file *elf);

/** Finds a case by its name, or NULL. */
const struct test_case *cases_find(const struct test_cases *cases, const char *name);

#endif
