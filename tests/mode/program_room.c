/* SPDX-License-Identifier: MIT */
/*
 * rt_program_trap leaves too little of the trap stack for a probe that fails.
 */
#include "../out_of_line.h"

#include <rt/program_image.h>
#include <rt/trap.h>

RT_PROGRAM_IMAGE(caller);

static struct rt_program program;
static struct rt_regions regions;

/* Page zero is closed. */
OUT_OF_LINE static void probe(char *space)
{
    (void)rt_try_load8(0, (uint8_t *)space);
}

struct rt_program *rt_program_trap(struct rt_program *it)
{
    char space[1800];

    (void)it;
    probe(space);
    return NULL;
}

int main(void)
{
    if (rt_program_load(&program, RT_MODE_USER, &regions, &rt_image_caller) < 0) {
        return 1;
    }
    rt_program_run(&program);
    return 2;
}
