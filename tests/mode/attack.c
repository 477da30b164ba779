/* SPDX-License-Identifier: MIT */
/*
 * Random programs in user mode against the kernel of examples/tinyos, whose rt_program_trap is
 * tinyos_trap here. Reads a count and a first seed. While a program runs, no byte of the kernel's
 * variables and of the main stack may change.
 */
#include "../../examples/tinyos/kernel.h"
#include "../../examples/tinyos/os.h"

#include "../target/random.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_TRAPS = 40, /* of one program */
    ECALL = 0x73,
};

struct rt_program *tinyos_trap(struct rt_program *program);

static struct task *const attacker = &tasks[EVIL];
static uint32_t state;
static unsigned traps, faults, calls;
static bool is_dead;

/* In place of the runtime's, which would write 100,000 reports. */
void rt_program_report(const struct rt_program *program, const struct rt_program_image *image,
                       const char *reason)
{
    (void)program;
    (void)image;
    (void)reason;
    faults++;
    is_dead = true;
}

static bool is_within(const void *at, const void *from, const void *to)
{
    return (uintptr_t)at >= (uintptr_t)from && (uintptr_t)at < (uintptr_t)to;
}

/* FNV-1a over words. Leaves out what the program may write, and the frame, which the entry writes.
 */
static unsigned long add_to_sum(unsigned long sum, const char *from, const char *to)
{
    const unsigned long *word = (const unsigned long *)(uintptr_t)from;

    for (; (const char *)word < to; word++) {
        if (!is_within(word, attacker->image->low, attacker->image->end) &&
            !is_within(word, &attacker->program, &attacker->program.regions)) {
            sum = (sum ^ *word) * 16777619;
        }
    }
    return sum;
}

static unsigned long kernel_sum(void)
{
    unsigned long sum = add_to_sum(2166136261, rt_text_start, rt_rodata_end);

    sum = add_to_sum(sum, rt_data_start, rt_bss_end);
    return add_to_sum(sum, rt_stack_start, rt_stack_end);
}

/* Of the variables that are not summed. */
__attribute__((section(".noinit.sum"))) static unsigned long sum_before;

struct rt_program *rt_program_trap(struct rt_program *program)
{
    if (traps > 0 && kernel_sum() != sum_before) {
        rt_panic("the program changed the kernel's memory");
    }
    calls += program->frame.cause == CAUSE_ECALL_U;
    struct rt_program *const next = tinyos_trap(program);
    const bool may_go_on = attacker->state == TASK_READY || attacker->state == TASK_RUNNING;
    if (next != &attacker->program) {
        tasks[COMPUTE].state = TASK_READY;
    }
    if (is_dead || !may_go_on || ++traps == MOST_TRAPS) {
        return NULL;
    }
    attacker->state = TASK_RUNNING;
    sum_before = kernel_sum();
    return &attacker->program;
}

static uint32_t random_below(uint32_t limit)
{
    return random_next(&state) % limit;
}

/* Addresses that matter, small numbers, and any. */
static unsigned long random_value(void)
{
    const struct rt_program_image *const image = attacker->image;

    switch (random_below(8)) {
    case 0:
        return random_below(16);
    case 1:
        return (uintptr_t)image->low + random_below((uint32_t)(image->end - image->low));
    case 2:
        return (uintptr_t)image->end - random_below(16);
    case 3:
        return (uintptr_t)image->low + random_below(16) - 8;
    case 4:
        return (uintptr_t)&tasks[random_below(TASKS)] + random_below(256);
    case 5:
        return (uintptr_t)rt_harts_start + random_below(8192);
    case 6:
        if (random_below(2) == 0) {
            return (uintptr_t)rt_text_start +
                   random_below((uint32_t)(rt_rodata_end - rt_text_start));
        }
        return (uintptr_t)image->code + random_below((uint32_t)(image->code_end - image->code));
    default:
        return random_next(&state) * (unsigned long)random_next(&state);
    }
}

/* An instruction of four bytes with an opcode that exists. */
static uint32_t random_instruction(void)
{
    static const unsigned char opcodes[] = {0x03, 0x07, 0x0f, 0x13, 0x17, 0x1b, 0x23, 0x27, 0x2f,
                                            0x33, 0x37, 0x3b, 0x53, 0x63, 0x67, 0x6f, 0x73};

    return (random_next(&state) & ~0x7fU) | opcodes[random_below(sizeof(opcodes))];
}

static void fill_code(unsigned kind)
{
    const struct rt_program_image *const image = attacker->image;
    uint32_t *word = (uint32_t *)(uintptr_t)image->code;

    for (; (const char *)word < image->code_end; word++) {
        switch (kind) {
        case 0:
            *word = random_next(&state);
            break;
        case 1:
            *word = random_instruction();
            break;
        default:
            *word = ECALL;
            break;
        }
    }
    __asm__ volatile("fence.i" ::: "memory");
}

static void fill_registers(unsigned kind)
{
    struct rt_trap_frame *const frame = &attacker->program.frame;
    unsigned long *const registers = &frame->ra;

    for (unsigned i = 0; &registers[i] <= &frame->t6; i++) {
        registers[i] = random_value();
    }
    frame->pc = (uintptr_t)attacker->image->code +
                2 * random_below((uint32_t)(attacker->image->code_end - attacker->image->code) / 2);
    if (kind == 2) {
        frame->pc &= ~3UL;
    }
}

static void begin_with_call(void)
{
    struct rt_trap_frame *const frame = &attacker->program.frame;

    if (frame->pc + 4 > (uintptr_t)attacker->image->code_end) {
        frame->pc -= 4;
    }
    const uint16_t halves[] = {ECALL, 0};
    memcpy((void *)frame->pc, halves, sizeof(halves));
    __asm__ volatile("fence.i" ::: "memory");
    frame->a7 = OS_EXIT + 1;
}

/* The program's first instruction is a call that does nothing: the first sum is taken there. */
static void attack(uint32_t seed)
{
    const unsigned kind = seed % 3;

    state = seed * 2654435761U | 1;
    for (unsigned i = 0; i < TASKS; i++) {
        tasks[i].state = TASK_SLEEPING;
        tasks[i].wake = UINT64_MAX;
    }
    tasks[COMPUTE].state = TASK_READY;
    task_start(attacker);
    attacker->state = TASK_RUNNING;
    fill_code(kind);
    fill_registers(kind);
    begin_with_call();
    is_dead = false;
    traps = 0;
    rt_program_run(&attacker->program);
}

int main(void)
{
    char line[32] = "";

    puts("count and first seed?"); /* rivet-run waits for output before it sends the input. */
    fflush(stdout);
    if (fgets(line, sizeof(line), stdin) == NULL) {
        return 2;
    }
    char *rest;
    const uint32_t count = (uint32_t)strtoul(line, &rest, 0);
    const uint32_t first = (uint32_t)strtoul(rest, NULL, 0);
    prepare_hart();
    for (uint32_t seed = first; seed < first + count; seed++) {
        attack(seed);
    }
    printf("%lu programs: %u faults, %u calls\n", (unsigned long)count, faults, calls);
    return 0;
}
