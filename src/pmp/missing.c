/* SPDX-License-Identifier: MIT */
/*
 * What the core did not take of the table in regions.h.
 */
#include "pmp.h"
#include "regions.h"

#include "base/text_table.h"

#include <assert.h>
#include <stddef.h>

static bool is_missing(const struct rti_pmp_state *state, unsigned entry)
{
    const uint8_t wanted = ((const uint8_t *)rti_pmp_table.configs)[entry];

    if (entry == PROTECT_ROW_STACK && state->is_stack_unguarded) {
        return true;
    }
    if (entry == PROTECT_ALL && state->configs.of[PROTECT_ALL_OF_FEW] == wanted) {
        return false;
    }
    return wanted != 0 && state->configs.of[entry] != wanted;
}

/* One name for each entry; empty for those that have no row. */
#define ONE(entry, address, of_hart, config, name) 1,
static_assert(sizeof((char[]){PMP_ROWS_LOW(ONE)}) == 7 && sizeof((char[]){PMP_ROWS_HIGH(ONE)}) == 4,
              "names has one text per entry");
#define NAME(entry, address, of_hart, config, name) name "\0"
static const char names[] = PMP_ROWS_LOW(NAME) "\0" PMP_ROWS_HIGH(NAME) PMP_ROWS_RAM_TEXT(NAME)
    PMP_NO_NAMES PROTECT_ALL_NAME;

const char *rti_pmp_missing(const struct rti_pmp_state *state, unsigned nth)
{
    const char *name = names;

    if (!state->is_on) {
        return nth == 0 ? "all of it: the core has no PMP, or its granularity is too coarse" : NULL;
    }
    for (unsigned entry = 0; entry < PROTECT_ENTRIES; entry++) {
        if (is_missing(state, entry) && nth-- == 0) {
            return name;
        }
        name = rti_next_text(name);
    }
    return NULL;
}
