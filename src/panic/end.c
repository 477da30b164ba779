/* SPDX-License-Identifier: MIT */
/*
 * What happens after a panic unless the application has a rt_panic_end of its own: the end.
 */
#include <rt/exit.h>
#include <rt/panic.h>

void rt_panic_end(void)
{
    rt_exit(RT_PANIC_STATUS);
}
