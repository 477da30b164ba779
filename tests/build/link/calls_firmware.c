/* SPDX-License-Identifier: MIT */
/* A program of a lower mode that calls a function of the firmware. */
#include <rt/console.h>

void program_main(void);
void program_main(void)
{
    rt_console_write("hello", 5);
}
