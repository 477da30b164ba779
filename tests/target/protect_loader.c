/* SPDX-License-Identifier: MIT */
/*
 * A loader with protection. QEMU has put the program into memory; the loader opens its memory and
 * jumps there.
 */
#include <rt/protect.h>

#include <stdio.h>
#include <stdlib.h>

#define PROGRAM_START 0x84000000UL
#define PROGRAM_SIZE  0x4000000UL

int main(void)
{
    if (rt_protect_missing(0) != NULL || !rt_protect_open_program(PROGRAM_START, PROGRAM_SIZE)) {
        return EXIT_FAILURE;
    }
    printf("the loader is done\n");
    fflush(stdout);
    __asm__ volatile("fence.i");
    ((void (*)(void))PROGRAM_START)();
    return EXIT_FAILURE;
}
