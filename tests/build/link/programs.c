/* SPDX-License-Identifier: MIT */
/* Runs a program of a lower mode. */
#include <rt/program.h>

int main(void)
{
    static struct rt_program program;

    if (rt_program_init(&program, RT_MODE_USER, 0, 0) < 0) {
        return 1;
    }
    rt_program_run(&program);
    return 0;
}
