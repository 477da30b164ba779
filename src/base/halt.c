/* SPDX-License-Identifier: MIT */
/*
 * Halts a hart until reset.
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
