/* SPDX-License-Identifier: MIT */
/*
 * A firmware that sleeps, to be interrupted with GDB.
 */
#include <stdio.h>

__attribute__((noinline)) static void sleep_for_ever(void)
{
    for (;;) {
        __asm__ volatile("wfi"); /* here it sleeps */
    }
}

int main(void)
{
    printf("falling asleep\n");
    fflush(stdout);
    sleep_for_ever();
    return 0;
}
