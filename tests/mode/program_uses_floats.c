/* SPDX-License-Identifier: MIT */
/*
 * Serves programs with floating point, which rivet-check must refuse. CALL: in a fast call.
 */
#include "../out_of_line.h"

#include <rt/program.h>

static volatile float share = 0.5f;

OUT_OF_LINE static unsigned long part_of(unsigned long number)
{
    return (unsigned long)((float)number * share);
}

#ifdef CALL
static struct rt_program_result half(unsigned long a0, unsigned long a1, unsigned long a2,
                                     unsigned long a3, unsigned long a4, unsigned long a5)
{
    (void)a1, (void)a2, (void)a3, (void)a4, (void)a5;
    return (struct rt_program_result){part_of(a0), 0};
}

RT_PROGRAM_CALLS(half)
#else
struct rt_program *rt_program_trap(struct rt_program *program)
{
    program->frame.a0 = part_of(program->frame.a0);
    return program;
}
#endif

int main(void)
{
    static struct rt_program program;

    if (rt_program_init(&program, RT_MODE_USER, 0, 0) < 0) {
        return 1;
    }
    rt_program_run(&program);
    return (int)part_of(2);
}
