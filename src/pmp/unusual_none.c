/* SPDX-License-Identifier: MIT */
#include "pmp.h"
#include "unusual.h"

#include "base/guards.h"

unsigned long rti_pmp_unusual(unsigned long area, const char *stack_low)
{
    (void)area;
    (void)stack_low;
    return GUARDS_MASK;
}

uint32_t rti_pmp_unusual_missing(void)
{
    return PMP_MISSING_ALL;
}
