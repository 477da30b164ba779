/* SPDX-License-Identifier: MIT */
/*
 * A program (rivet_add_program) that never traps.
 */
#include "../out_of_line.h"

OUT_OF_LINE static void spin_for_good(void)
{
    for (;;) {
        __asm__ volatile("");
    }
}

void program_main(void);
void program_main(void)
{
    spin_for_good();
}
