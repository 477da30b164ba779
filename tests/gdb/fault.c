/* SPDX-License-Identifier: MIT */
/*
 * Firmware with a fault, to be examined with GDB.
 */
#include "../out_of_line.h"

#include <rt/trap.h>

#include <stdio.h>

volatile unsigned watched;

OUT_OF_LINE static void damage(volatile unsigned *where)
{
    unsigned number = watched + 41;

    *where = number; /* the fault */
}

OUT_OF_LINE static void prepare(uintptr_t address)
{
    watched = 1;                          /* the first write */
    watched = 2;                          /* the second write */
    damage((volatile unsigned *)address); /* the call */
    watched = 3;
}

int main(void)
{
    uint8_t byte = 0;

    printf("hello\n");
    fflush(stdout);
    watched = rt_try_load8(4, &byte); /* survives its fault */
    prepare(4);                       /* does not */
    return 0;
}
