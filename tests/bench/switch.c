/* SPDX-License-Identifier: MIT */
/*
 * A switch between two contexts with guards: by a call, and as a handler requests it.
 */
#include "bench.h"

#include <rt/context.h>
#include <rt/interrupt.h>

#include <stdint.h>

enum {
    SWITCHES = 1000,
    GUARD = 256,
};

static uint64_t stacks[2][512] __attribute__((aligned(4096)));
static struct rt_context contexts[2];
static struct rt_context main_context;
static unsigned long turn;

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    (void)interrupted;
    return turn == 2 * SWITCHES ? &main_context : &contexts[turn++ % 2];
}

static void yield(void *unused)
{
    (void)unused;
    for (;;) {
        rt_context_yield();
    }
}

/* The interrupt comes before the next request. */
static void request(void *unused)
{
    (void)unused;
    for (;;) {
        rt_context_request();
    }
}

static void switch_between(void (*run)(void *))
{
    static struct rt_stack of[2];

    for (unsigned i = 0; i < 2; i++) {
        of[i] = (struct rt_stack){
            .name = "task", .low = stacks[i], .end = stacks[i + 1], .guard = GUARD};
        if (rt_context_init(&contexts[i], &of[i], run, NULL) < 0) {
            return;
        }
    }
    turn = 0;
    rt_context_yield();
    rt_context_end(&contexts[0]);
    rt_context_end(&contexts[1]);
}

int main(void)
{
    rt_context_begin(&main_context);
    rt_interrupts_on();
    /* The first switches look for a PMP entry. */
    switch_between(yield);
    bench_report("switch.yield", BENCH_COUNT(switch_between(yield)), 2 * SWITCHES);
    bench_report("switch.request", BENCH_COUNT(switch_between(request)), 2 * SWITCHES);
    return 0;
}
