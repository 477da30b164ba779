/* SPDX-License-Identifier: MIT */
/* Runs the program of program.c until it traps otherwise than by a call. */
#include "../out_of_line.h"

#include <rt/csr.h>
#include <rt/program_image.h>

RT_PROGRAM_IMAGE(program);

static struct rt_program program;
static struct rt_regions regions;
static volatile unsigned calls;

OUT_OF_LINE static void serve(struct rt_trap_frame *frame)
{
    calls++;
    frame->pc += 4;
}

struct rt_program *rt_program_trap(struct rt_program *it)
{
    if (it->frame.cause != CAUSE_ECALL_U) {
        return NULL;
    }
    serve(&it->frame);
    return it;
}

int main(void)
{
    if (rt_program_load(&program, RT_MODE_USER, &regions, &rt_image_program) < 0) {
        return 1;
    }
    rt_program_run(&program);
    return program.frame.cause == CAUSE_BREAKPOINT && calls == 3 ? 0 : 2;
}
