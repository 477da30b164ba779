/* SPDX-License-Identifier: MIT */
/*
 * The end of the road: a hart that does nothing any more.
 */
#include <rt/csr.h>
#include <rt/exit.h>

void rt_halt(void)
{
    csr_write(mie, 0);
    for (;;) {
        __asm__ volatile("wfi");
    }
}
