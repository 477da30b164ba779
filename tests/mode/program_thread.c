/* SPDX-License-Identifier: MIT */
/*
 * A program (rivet_add_program) with thread-local variables, and a function that it does not have.
 * It calls with 1 in a7 if all is as C has it.
 */
#include <stdbool.h>
#include <stddef.h>

static _Thread_local volatile int five = 5;
static _Thread_local volatile int zeros[300];
static volatile int seven = 7;

/* The firmware has one; a program must not find it. Clang's code would look into a table. */
#ifdef __clang__
#define HAS_NO_MAIN true
#else
__attribute__((weak)) int main(void);
#define HAS_NO_MAIN (main == NULL)
#endif

void program_main(void);
void program_main(void)
{
    const bool is_right =
        five == 5 && zeros[0] == 0 && zeros[299] == 0 && seven == 7 && HAS_NO_MAIN;
    register long right __asm__("a7");

    five++;
    seven++;
    zeros[0] = zeros[299] = 1;
    right = is_right;
    for (;;) {
        __asm__ volatile("ecall" : "+r"(right));
    }
}
