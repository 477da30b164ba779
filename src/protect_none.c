/* SPDX-License-Identifier: MIT */
/*
 * rt_protect_init for firmware that does without protection.
 */
#include <rt/protect.h>

#include <stddef.h>

void rt_protect_init(void)
{
}

const char *rt_protect_missing(unsigned nth)
{
    return nth == 0 ? "all of it, by PROTECTION OFF" : NULL;
}
