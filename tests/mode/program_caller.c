/* SPDX-License-Identifier: MIT */
/*
 * A program (rivet_add_program) that makes a call with the number 33.
 */
#include "../out_of_line.h"

OUT_OF_LINE static void call_33(void)
{
    register long number __asm__("a7") = 33;

    __asm__ volatile("ecall" : "+r"(number));
}

void program_main(void);
void program_main(void)
{
    call_33();
    for (;;) {
    }
}
