/* SPDX-License-Identifier: MIT */
/*
 * What is reported of a program that calls a null pointer, or then returns.
 */
#include <rt/program_image.h>

RT_PROGRAM_IMAGE(returns);

static struct rt_program program;
static struct rt_regions regions;
static enum {
    OF_CALL,
    OF_RETURN,
} trap;

/* After the call it continues behind it. */
struct rt_program *rt_program_trap(struct rt_program *it)
{
    if (trap == REPORTED) {
        rt_program_report(it, &rt_image_returns, NULL);
    }
    it->frame.pc = it->frame.ra;
    return trap++ == OF_CALL ? it : NULL;
}

int main(void)
{
    if (rt_program_load(&program, RT_MODE_USER, &regions, &rt_image_returns) < 0) {
        return 1;
    }
    rt_program_run(&program);
    return 0;
}
