/* SPDX-License-Identifier: MIT */
/*
 * Firmware with MODES user: calls of a program, and how far a handler is from the vector. The entry
 * of a handler executes the same instructions whatever mode it interrupts.
 */
#include "trap.h"

#include <rt/program.h>

#include <string.h>

enum {
    CALLS = 100,
    LOOP = 3, /* Instructions around each call. */
};

void mode_calls(void);

/* a0 calls with the number in a7, then one with -1. */
__asm__(".pushsection .text.mode_calls, \"ax\"\n"
        ".balign 64\n"
        ".globl mode_calls\n"
        ".type mode_calls, @function\n"
        "mode_calls:\n"
        "    mv s0, a0\n"
        "    mv s1, a7\n"
        "1:  ecall\n"
        "    mv a7, s1\n"
        "    addi s0, s0, -1\n"
        "    bnez s0, 1b\n"
        "    li a7, -1\n"
        "    ecall\n"
        ".balign 64\n"
        ".size mode_calls, . - mode_calls\n"
        ".popsection\n");

static struct rt_program programs[2];
static struct rt_regions regions[2];
static unsigned long entered;
/* A copy of mode_calls: a region can't have a part of the firmware's code. */
static char code[64] __attribute__((aligned(64)));

struct rt_program *rt_program_trap(struct rt_program *program)
{
    program->frame.pc += 4;
    if (program->frame.a7 + 1 == 0) {
        return NULL;
    }
    return program->frame.a7 == 10 ? program
                                   : &programs[program == &programs[0]]; /* 11: the other one */
}

static struct rt_program_result nothing(unsigned long a0, unsigned long a1, unsigned long a2,
                                        unsigned long a3, unsigned long a4, unsigned long a5)
{
    (void)a2;
    (void)a3;
    (void)a4;
    (void)a5;
    return (struct rt_program_result){a0, a1};
}

RT_PROGRAM_CALLS(nothing)

static bool prepare(unsigned long calls, unsigned long number)
{
    const struct rt_region list[] = {
        {(uintptr_t)code, sizeof(code), RT_REGION_READ | RT_REGION_EXECUTE},
        {0x80400000, 4096, RT_REGION_READ | RT_REGION_WRITE},
    };

    memcpy(code, (const void *)(uintptr_t)mode_calls, sizeof(code));
    __asm__ volatile("fence.i" ::: "memory");
    for (unsigned i = 0; i < 2; i++) {
        if (rt_regions_init(&regions[i], list, 2) < 0 ||
            rt_program_init(&programs[i], RT_MODE_USER, (uintptr_t)code, 0) < 0) {
            return false;
        }
        programs[i].regions = &regions[i];
        programs[i].frame.a0 = calls;
        programs[i].frame.a7 = number;
    }
    return true;
}

static unsigned long count(unsigned long calls, unsigned long number)
{
    return prepare(calls, number) ? BENCH_COUNT(rt_program_run(&programs[0])) : 0;
}

/* The difference of two runs has neither the beginning nor the end of a run. */
static void measure(const char *name, unsigned long number)
{
    const unsigned long all = count(2 * CALLS, number) - count(CALLS, number);

    bench_report(name, all - CALLS * LOOP, CALLS);
}

RT_INTERRUPT(software)
{
    entered = csr_read(minstret);
    BENCH_ACKNOWLEDGE();
}

int main(void)
{
    measure("mode.call", 10);
    measure("mode.call.fast", 0);
    measure("mode.switch", 11);
    bench_raise_software();
    const unsigned long start = csr_read(minstret);
    rt_interrupts_on();
    bench_report("mode.handler", entered - start - 1 - BENCH_OWN_COST, 1);
    return 0;
}
