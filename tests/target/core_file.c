/* SPDX-License-Identifier: MIT */
/*
 * Firmware that panics three calls deep and writes a core file; see core_file.sh.
 */
#include "../out_of_line.h"

volatile int a_global = 4711;

OUT_OF_LINE static int innermost(volatile int *address, int a_local)
{
    *address = a_local;
    return *address + 1;
}

OUT_OF_LINE static int middle(int depth)
{
    volatile int kept = depth * 11;

    return innermost((volatile int *)0x40, kept + 1) + kept;
}

int main(void)
{
    return middle(3) + a_global;
}
