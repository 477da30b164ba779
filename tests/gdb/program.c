/* SPDX-License-Identifier: MIT */
/* A program in user mode, of rivet_add_program, that calls three times. */
#include "../out_of_line.h"

static volatile unsigned rounds;

OUT_OF_LINE static void call_firmware(void)
{
    rounds++;
    __asm__ volatile("ecall");
}

void program_main(void);
void program_main(void)
{
    for (unsigned i = 0; i < 3; i++) {
        call_firmware(); /* the call */
    }
    __asm__ volatile("ebreak");
}
