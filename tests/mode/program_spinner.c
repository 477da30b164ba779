/* SPDX-License-Identifier: MIT */
/*
 * A program (rivet_add_program) that makes one call, and then never traps.
 */
#include "../out_of_line.h"

OUT_OF_LINE static void spin_for_good(void)
{
    __asm__ volatile("ecall");
    for (;;) {
        __asm__ volatile("");
    }
}

void program_main(void);
void program_main(void)
{
    spin_for_good();
}
