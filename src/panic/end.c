/* SPDX-License-Identifier: MIT */
/*
 * The default rt_panic_end: ends the run.
 */
#include <rt/exit.h>
#include <rt/panic.h>

void rt_panic_end(void)
{
    rt_exit(RT_PANIC_STATUS);
}
