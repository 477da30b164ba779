/* SPDX-License-Identifier: MIT */
/*
 * A program (rivet_add_program) that calls what is no function, and then returns.
 */
void program_main(void);
void program_main(void)
{
    __asm__ volatile("li t0, 0\n\t"
                     "jalr t0" ::
                         : "t0", "ra", "memory");
}
