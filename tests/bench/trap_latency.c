/* SPDX-License-Identifier: MIT */
/*
 * From the instant that the timer's deadline passes to the handler's first instruction, while the
 * program allocates, frees and prints: the worst is the longest stretch with interrupts off.
 *
 * Under -icount shift=0 an instruction takes a nanosecond, so the deadline is a value of minstret.
 */
#include "bench.h"

#include <board.h>
#include <rt/heap.h>
#include <rt/interrupt.h>

#include <stdio.h>

enum {
    SAMPLES = 4000,
    SLOTS = 64,
    INSTRUCTIONS_PER_TICK = 1000000000 / BOARD_TIMEBASE_HZ
};

static struct {
    unsigned long deadline, total, worst, taken;
} latency;

static struct rt_heap heap;
static char memory[65536];
static void *slots[SLOTS];
static uint32_t state = 1;

static uint32_t next_random(uint32_t below)
{
    state = state * 1664525 + 1013904223;
    return (uint32_t)(((uint64_t)state * below) >> 32);
}

/* Seven ticks on, which no loop of the program is a multiple of. */
static void set_deadline(void)
{
    const uint64_t ticks = hal_timer_now(board_timer) + 7 + latency.taken % 5;

    latency.deadline = (unsigned long)ticks * INSTRUCTIONS_PER_TICK;
    hal_timer_set_deadline(board_timer, ticks);
}

RT_INTERRUPT(timer)
{
    const unsigned long late = csr_read(minstret) - latency.deadline;

    latency.total += late;
    latency.taken++;
    if (late > latency.worst) {
        latency.worst = late;
    }
    set_deadline();
}

static void work(void)
{
    char text[32];
    void **const slot = &slots[next_random(SLOTS)];

    if (*slot != NULL) {
        rt_heap_free(&heap, *slot);
        *slot = NULL;
    } else {
        *slot = rt_heap_alloc(&heap, 8 + next_random(505));
    }
    (void)snprintf(text, sizeof(text), "%u", (unsigned)state);
}

int main(void)
{
    rt_heap_init(&heap, 0);
    if (rt_heap_add_region(&heap, memory, sizeof(memory)) < 0) {
        return 1;
    }
    set_deadline();
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    while (latency.taken < SAMPLES) {
        work();
    }
    rt_interrupts_off();
    bench_report("trap.latency.average", latency.total, latency.taken);
    bench_report("trap.latency.worst", latency.worst, 1);
    return 0;
}
