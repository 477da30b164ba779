/* SPDX-License-Identifier: MIT */
/*
 * Measures how late a timer handler begins, as a distribution, and finds the causes. The program
 * uses one part of the runtime after the other, then all of them in turn.
 *
 * The count is from the deadline to the handler's first instruction. Under -icount shift=0 an
 * instruction takes a nanosecond, so the deadline is a value of minstret.
 */
#include "bench.h"

#include <board.h>
#include <rt/heap.h>
#include <rt/interrupt.h>

#include <stdio.h>

enum {
    SAMPLES = 4000,
    SLOTS = 64,
    LONGEST = 1024,
    INSTRUCTIONS_PER_TICK = 1000000000 / BOARD_TIMEBASE_HZ,
};

static struct {
    unsigned long deadline, taken, total, worst;
    unsigned short count[LONGEST]; /* number of samples with this latency */
} latency;

static struct rt_heap heap;
static char memory[65536];
static void *slots[SLOTS];

static uint32_t next_random(uint32_t below)
{
    static uint32_t state = 1;

    state = state * 1664525 + 1013904223;
    return (uint32_t)(((uint64_t)state * below) >> 32);
}

/* A number of ticks that is no multiple of a loop's length. */
static void set_deadline(void)
{
    const uint64_t ticks = hal_timer_now(board_timer) + 7 + latency.taken % 5;

    latency.deadline = (unsigned long)ticks * INSTRUCTIONS_PER_TICK;
    hal_timer_set_deadline(board_timer, ticks);
}

RT_INTERRUPT(timer)
{
    const unsigned long late = csr_read(minstret) - latency.deadline;

    latency.count[late < LONGEST ? late : LONGEST - 1]++;
    latency.total += late;
    if (late > latency.worst) {
        latency.worst = late;
    }
    latency.taken++;
    set_deadline();
}

static void calculate(void)
{
    (void)next_random(1000);
}

static void use_heap(void)
{
    void **const slot = &slots[next_random(SLOTS)];

    if (*slot != NULL) {
        rt_heap_free(&heap, *slot);
        *slot = NULL;
    } else {
        *slot = rt_heap_alloc(&heap, 8 + next_random(505));
    }
}

static void format(void)
{
    char text[32];

    (void)snprintf(text, sizeof(text), "%u", (unsigned)next_random(1000000));
}

static void toggle_interrupt(void)
{
    rt_interrupt_disable(IRQ_MACHINE_SOFTWARE);
}

static void do_all(void)
{
    calculate();
    use_heap();
    format();
    toggle_interrupt();
}

/* The smallest latency that @p percent of the samples don't exceed, in 100ths of a percent. */
static unsigned long percentile(unsigned percent)
{
    unsigned long below = 0;
    unsigned long late = 0;

    while (late < LONGEST - 1 && (below += latency.count[late]) * 10000UL < SAMPLES * percent) {
        late++;
    }
    return late;
}

static void measure(void (*work)(void))
{
    latency.taken = latency.total = latency.worst = 0;
    for (unsigned i = 0; i < LONGEST; i++) {
        latency.count[i] = 0;
    }
    set_deadline();
    rt_interrupts_on();
    while (latency.taken < SAMPLES) {
        work();
    }
    rt_interrupts_off();
    hal_timer_cancel(board_timer);
}

int main(void)
{
    rt_heap_init(&heap, 0);
    if (rt_heap_add_region(&heap, memory, sizeof(memory)) < 0) {
        return 1;
    }
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    measure(calculate);
    bench_report("latency.calculating.worst", latency.worst, 1);
    measure(format);
    bench_report("latency.formatting.worst", latency.worst, 1);
    measure(toggle_interrupt);
    bench_report("latency.interrupt_disable.worst", latency.worst, 1);
    measure(use_heap);
    bench_report("latency.heap.worst", latency.worst, 1);
    measure(do_all);
    bench_report("latency.average", latency.total, latency.taken);
    bench_report("latency.half", percentile(5000), 1);
    bench_report("latency.90_percent", percentile(9000), 1);
    bench_report("latency.99_percent", percentile(9900), 1);
    bench_report("latency.worst", latency.worst, 1);
    return 0;
}
