/* SPDX-License-Identifier: MIT */
/*
 * The names of the protections in regions.h.
 */
#include "pmp.h"
#include "regions.h"

#include "base/text_table.h"

#include <assert.h>
#include <stddef.h>

/* One name for each entry. What only allows accesses is never missing. */
#define ONE(entry, address, of_hart, config, name) 1,
static_assert(sizeof((char[]){PMP_ROWS(ONE)}) == PROTECT_ROW_ALL, "one name per entry");
#define NAME(entry, address, of_hart, config, name)     name "\0"
#define NAMELESS(entry, address, of_hart, config, name) "\0"
static const char names[] =
    PMP_ROWS_LOW(NAME) PMP_ROW_WINDOW_0(NAMELESS) PMP_ROWS_STACKS(NAME) PMP_ROW_WINDOW_1(NAMELESS)
        PMP_ROWS_RAM_TEXT(NAME) PMP_ROW_RAM(NAMELESS) PROTECT_ALL_NAME "\0" PROTECT_UNDECLARED_NAME;

const char *rti_pmp_missing_name(uint32_t missing, unsigned nth)
{
    const char *name = names;

    if (missing == PMP_MISSING_ALL) {
        return nth == 0 ? "all of it: the PMP is missing, unusual, or locked by an earlier stage"
                        : NULL;
    }
    for (; missing != 0; missing >>= 1) {
        if ((missing & 1) != 0 && nth-- == 0) {
            return name;
        }
        name = rti_next_text(name);
    }
    return NULL;
}
