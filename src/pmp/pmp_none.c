/* SPDX-License-Identifier: MIT */
/*
 * The functions of pmp.h and rt/protect.h in firmware without protection.
 */
#include "pmp.h"

#include <stddef.h>

void rti_pmp_init(void)
{
}

void rti_pmp_init_hart(unsigned long area, const char *stack_low)
{
    (void)area;
    (void)stack_low;
}

bool rti_pmp_guard_stack(const char *stack_low)
{
    (void)stack_low;
    return true;
}

void rti_pmp_read(struct rti_pmp_state *state)
{
    state->is_on = false;
}

const char *rti_pmp_missing(const struct rti_pmp_state *state, unsigned nth)
{
    (void)state;
    return nth == 0 ? "all of it, by PROTECTION OFF" : NULL;
}

const char *rt_protect_missing(unsigned nth)
{
    const struct rti_pmp_state off = {.is_on = false};

    return rti_pmp_missing(&off, nth);
}
