/* SPDX-License-Identifier: MIT */
/*
 * rt_protect_init for firmware that does without protection.
 */
#include <rt/protect.h>

void rt_protect_init(void)
{
}
