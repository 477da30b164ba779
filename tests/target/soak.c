/* SPDX-License-Identifier: MIT */
/*
 * Works, and damages itself once on the way; see soak.py. The input is a line: the kind of damage
 * and a seed. The work checks itself, so that damage either does no harm or is noticed.
 */
#include "../out_of_line.h"
#include "random.h"

#include <rt/board.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind {
    NOTHING,
    WORD,  /* Executes a random instruction. */
    JUMP,  /* To a random address outside of the code. */
    LOAD,  /* From a random address. */
    STORE, /* The same. */
    FLIP,  /* A bit of a variable, a stack or the hart's block. */
};

enum {
    STEPS = 60,
    TICK_US = 500,
    HANG_TICKS = 2000, /* a step takes far less */
};

extern const uint32_t random_words[], random_words_end[];

static uint32_t seed = 1;
static volatile unsigned ticks;
static volatile unsigned ticks_at_step;
static unsigned char block[256];
static uint32_t sums[STEPS];

RT_INTERRUPT_NESTING(timer)
{
    ticks++;
    /* A random instruction may be a jump to itself. */
    if (ticks - ticks_at_step > HANG_TICKS) {
        rt_panic("the program hangs");
    }
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) +
                                            hal_timer_ticks_from_ns(board_timer, TICK_US * 1000));
}

static uintptr_t random_address(void)
{
    const uintptr_t near = (uintptr_t)rt_rodata_start +
                           random_next(&seed) % (uintptr_t)(rt_heap_end - rt_rodata_start);
    const uintptr_t far = (uintptr_t)random_next(&seed) << 8 ^ random_next(&seed);
    const bool is_near = random_next(&seed) % 2 == 0;

    return (is_near ? near : far & 0xffffffffU) & ~(uintptr_t)3;
}

OUT_OF_LINE static void flip(void)
{
    const size_t size = (size_t)(rt_bss_end - rt_stack_start);
    unsigned char *const at = (unsigned char *)rt_stack_start + random_next(&seed) % size;

    *at = (unsigned char)(*at ^ 1U << random_next(&seed) % 8);
}

OUT_OF_LINE static void damage(enum kind kind)
{
    const size_t words = (size_t)(random_words_end - random_words) / 2;

    switch (kind) {
    case WORD:
        ((void (*)(void))(uintptr_t)(random_words + 2 * (random_next(&seed) % words)))();
        break;
    case JUMP:
        ((void (*)(void))random_address())();
        break;
    case LOAD:
        (void)*(volatile uint32_t *)random_address();
        break;
    case STORE:
        *(volatile uint32_t *)random_address() = random_next(&seed);
        break;
    case FLIP:
        flip();
        break;
    default:
        break;
    }
}

static uint32_t sum_of(const unsigned char *bytes, size_t size)
{
    uint32_t sum = 2166136261U;

    for (size_t i = 0; i < size; i++) {
        sum = (sum ^ bytes[i]) * 16777619U;
    }
    return sum;
}

static uint32_t work(unsigned step)
{
    for (size_t i = 0; i < sizeof(block); i++) {
        block[i] = (unsigned char)(i * step + (i >> 3));
    }
    return sum_of(block, sizeof(block));
}

static void check(unsigned step)
{
    if (work(step) != sums[step] || step >= STEPS) {
        rt_panic("step %u is wrong", step);
    }
}

int main(void)
{
    char line[40];
    char *rest = line;

    puts("kind and seed?"); /* rivet-run waits for output before it sends the input. */
    if (fgets(line, sizeof(line), stdin) == NULL) {
        return 1;
    }
    const enum kind kind = (enum kind)strtoul(rest, &rest, 0);
    seed = (uint32_t)strtoul(rest, NULL, 0) * 2654435761U | 1;
    const unsigned when = random_next(&seed) % STEPS;

    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    for (unsigned step = 0; step < STEPS; step++) {
        ticks_at_step = ticks;
        sums[step] = work(step);
        if (step == when) {
            damage(kind);
        }
        check(step);
        if (step % 20 == 0) {
            printf("step %u: %08lx\n", step, (unsigned long)sums[step]);
        }
    }
    for (unsigned step = 0; step < STEPS; step++) {
        check(step);
    }
    rt_interrupts_off();
    puts("done");
    return 0;
}
