/* SPDX-License-Identifier: MIT */
/* Prints a line and stays: if QEMU ended, its pseudo-terminal would lose the line. */
#include <rt/exit.h>
#include <stdio.h>

int main(void)
{
    puts("loaded by a probe");
    fflush(stdout);
    rt_halt();
}
