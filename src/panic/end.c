/* SPDX-License-Identifier: MIT */
/*
 * The default rt_panic_end: its caller ends the run.
 */
#include <rt/panic.h>

void rt_panic_end(void)
{
}
