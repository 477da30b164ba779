/* SPDX-License-Identifier: MIT */
/*
 * The first call of malloc's family gives the heap its memory. A handler allocates at hundreds of
 * points before, during and after it. Either of the two may be the first.
 */
#include "irq.h"

#include <rt/alarm.h>
#include <rt/malloc.h>
#include <rt/test.h>

#include <stdlib.h>

enum {
    TICKS = 24, /* from before the call until after it, in a debug build too */
};

static struct rt_alarm alarm;
static void *volatile block_of_handler;

static void allocate(void *argument)
{
    (void)argument;
    block_of_handler = malloc(50);
}

static void *call_malloc(void)
{
    return malloc(100);
}

static void *call_calloc(void)
{
    return calloc(10, 10);
}

static void *call_realloc(void)
{
    return realloc(NULL, 100);
}

static void *call_aligned_alloc(void)
{
    return aligned_alloc(64, 128);
}

static void *call_free(void)
{
    void *volatile nothing = NULL;

    free(nothing);
    return nothing;
}

static const struct first {
    const char *label;
    void *(*call)(void);
    unsigned blocks;
} first[] = {
    {"malloc", call_malloc, 1},   {"calloc", call_calloc, 1},
    {"realloc", call_realloc, 1}, {"aligned_alloc", call_aligned_alloc, 1},
    {"free", call_free, 0},
};

static void check(const void *block, unsigned blocks)
{
    struct rt_heap_stats stats;

    rt_heap_get_stats(&rt_malloc_heap, &stats);
    RT_EXPECT_EQ(stats.blocks, blocks + 1);
    RT_EXPECT_EQ(rt_heap_check(&rt_malloc_heap, NULL), 0);
    RT_EXPECT_EQ(block != NULL, blocks == 1);
    RT_EXPECT_NE(block, block_of_handler);
}

/* Calls @row's function @ticks less @steps before the alarm; true if the alarm came before its
 * end. */
static bool race(const struct first *row, uint64_t ticks, unsigned steps)
{
    const void *block;
    bool early;

    block_of_handler = NULL;
    rt_alarm_start(&alarm, hal_timer_now(board_timer) + ticks);
    irq_spend(steps);
    block = row->call();
    early = block_of_handler != NULL;
    while (block_of_handler == NULL) {
    }
    check(block, row->blocks);
    return early;
}

RT_TEST_TABLE(a_handler_may_allocate_during_the_first_call, first)
{
    const struct rt_heap fresh = rt_malloc_heap;
    unsigned early = 0;

    alarm.function = allocate;
    rt_interrupts_on();
    rt_alarms_begin();
    for (unsigned ticks = 1; ticks <= TICKS; ticks++) {
        for (unsigned steps = 0; steps < IRQ_STEPS_OF_A_TICK; steps++) {
            rt_malloc_heap = fresh;
            early += race(row, ticks, steps);
        }
    }
    RT_EXPECT_GT(early, IRQ_STEPS_OF_A_TICK);
    RT_EXPECT_LT(early, (TICKS - 1) * IRQ_STEPS_OF_A_TICK);
}

/* The heap's control block already has the maximum number of regions. */
RT_TEST_PANICS(memory_that_does_not_become_malloc_s_is_told, "heap: the 4096 bytes at 0x")
{
    static char regions[RT_HEAP_REGIONS][64];

    for (unsigned i = 0; i < RT_HEAP_REGIONS; i++) {
        RT_REQUIRE_EQ(rt_heap_add_region(&rt_malloc_heap, regions[i], sizeof(regions[i])), 0);
    }
    RT_EXPECT_EQ(malloc(1000), NULL);
}
