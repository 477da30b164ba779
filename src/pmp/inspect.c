/* SPDX-License-Identifier: MIT */
/*
 * What is in force of the table in regions.h.
 */
#include "entries.h"
#include "pmp.h"
#include "rows.h"
#include "unusual.h"

#include "arch/probe.h"
#include "base/guards.h"

/* The value of pmpaddr0 once page zero is locked. */
#define LOCKED_NULL (4096 / 8 - 1)

bool rti_pmp_is_on(void)
{
    return rti_probe_pmp() == LOCKED_NULL && has_code_rows() && has_low_configs();
}

static bool guards(unsigned entry, unsigned long guard)
{
    return rti_pmp_config(entry) == PROTECT_GUARD && rti_pmp_address(entry) == guard;
}

bool rti_pmp_guard_stack(const char *stack_low)
{
    const unsigned long guard = guard_of(stack_low);

    if (rti_probe_pmp() == 0) {
        return false;
    }
    for (unsigned entry = 0; entry < PROTECT_ENTRIES; entry++) {
        if (guards(entry, guard)) {
            return true;
        }
    }
#ifdef LOWER_MODES
    /* All other entries are for regions (rt/regions.h). */
    return false;
#else
    /* A plan's guard may have another form, such as two bounds. */
    return rti_pmp_is_on() ? rti_pmp_lock_free_entry(PROTECT_ROW_RAM_TEXT, guard, PROTECT_GUARD)
                           : (rti_pmp_unusual_missing() >> PROTECT_ROW_STACK & 1) == 0;
#endif
}

/* The entries that deny something and are not in force. */
static uint32_t entries_missing(void)
{
    const uint8_t *const wanted = (const uint8_t *)rti_pmp_table.configs;
    uint32_t missing = 0;

    for (unsigned entry = 0; entry < PROTECT_ROW_ALL; entry++) {
        if ((wanted[entry] & PMP_NAPOT) != 0 && (wanted[entry] & PMP_W) == 0 &&
            rti_pmp_config(entry) != wanted[entry]) {
            missing |= 1U << entry;
        }
    }
    return missing;
}

__attribute__((cold)) uint32_t rti_pmp_missing(void)
{
    uint32_t missing;

    if (rti_probe_pmp() == 0) {
        return PMP_MISSING_ALL;
    }
    if (!rti_pmp_is_on()) {
        return rti_pmp_unusual_missing();
    }
    missing = entries_missing();
    if ((rt_hart_block_of_trap()->painted & GUARD_PROGRAM) != 0) {
        missing |= 1U << PROTECT_ROW_STACK;
    }
    if (rti_pmp_config(PROTECT_ROW_ALL) != PROTECT_GUARD) {
        missing |= 1U << PROTECT_UNDECLARED;
    }
    if (rti_pmp_config(PROTECT_ROW_ALL) == 0 &&
        rti_pmp_config(PROTECT_ROW_ALL_OF_FEW) != PROTECT_EVERYTHING) {
        missing |= 1U << PROTECT_ROW_ALL;
    }
    return missing;
}

const char *rt_protect_missing(unsigned nth)
{
    return rti_pmp_missing_name(rti_pmp_missing(), nth);
}
