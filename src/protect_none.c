/* SPDX-License-Identifier: MIT */
/*
 * rt_protect_init for firmware that does without protection.
 */
#include <rt/protect.h>

#include <stddef.h>

void rt_protect_init(void)
{
}

void rt_protect_init_hart(unsigned long area, const char *stack_low)
{
    (void)area;
    (void)stack_low;
}

bool rt_protect_stack(const char *stack_low)
{
    (void)stack_low;
    return true;
}

const char *rt_protect_missing(unsigned nth)
{
    return nth == 0 ? "all of it, by PROTECTION OFF" : NULL;
}
