/* SPDX-License-Identifier: MIT */
/*
 * A panic while a trap of a program is served: the report has both.
 */
#include <rt/panic.h>
#include <rt/program_image.h>

RT_PROGRAM_IMAGE(caller);

static struct rt_program program;
static struct rt_regions regions;

struct rt_program *rt_program_trap(struct rt_program *it)
{
    rt_panic("the kernel does not know call %lu", it->frame.a7);
}

int main(void)
{
    if (rt_program_load(&program, RT_MODE_USER, &regions, &rt_image_caller) < 0) {
        return 1;
    }
    rt_program_run(&program);
    return 2;
}
