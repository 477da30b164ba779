/* SPDX-License-Identifier: MIT */
/*
 * Firmware that sleeps, to be interrupted with GDB.
 */
#include "../out_of_line.h"

#include <stdio.h>

OUT_OF_LINE static void sleep_for_ever(void)
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
