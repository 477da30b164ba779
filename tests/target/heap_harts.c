/* SPDX-License-Identifier: MIT */
/* Several harts on one heap, and an interrupt handler on the heap of the interrupted code. */
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/hart.h>
#include <rt/heap.h>
#include <rt/interrupt.h>
#include <rt/malloc.h>
#include <rt/test.h>

#include <stdlib.h>
#include <string.h>

enum {
    HARTS = 4,
    STEPS = 4000,
    SLOTS = 16
};

static char stacks[HARTS][4096] __attribute__((aligned(16)));
static bool lost[HARTS];
static unsigned arrived;

/* Allocates and frees at random; each block must keep the data that this hart wrote to it. */
static void use_the_heap(void *argument)
{
    unsigned self = (unsigned)(uintptr_t)argument;
    uint32_t seed = 77 + self;
    unsigned char *slots[SLOTS] = {NULL};

    /* Starts on all harts together, because otherwise they don't compete. */
    __atomic_fetch_add(&arrived, 1, __ATOMIC_ACQ_REL);
    while (__atomic_load_n(&arrived, __ATOMIC_ACQUIRE) != HARTS) {
    }
    for (int i = 0; i < STEPS; i++) {
        seed = seed * 1664525 + 1013904223;
        unsigned char **slot = &slots[seed >> 28];
        size_t size = 1 + (seed >> 16) % 200;

        if (*slot != NULL) {
            lost[self] |= **slot != (unsigned char)(0x10 + self);
            free(*slot);
            *slot = NULL;
        } else {
            *slot = malloc(size);
            memset(*slot, 0x10 + (int)self, size);
        }
    }
    for (int i = 0; i < SLOTS; i++) {
        free(slots[i]);
    }
}

RT_TEST(harts_share_malloc)
{
    struct rt_heap_stats stats;

    for (unsigned hart = 1; hart < HARTS; hart++) {
        RT_REQUIRE_EQ(rt_hart_start(hart, use_the_heap, (void *)(uintptr_t)hart,
                                    (struct rt_hart_stack){stacks[hart], sizeof(stacks[hart])}),
                      0);
    }
    use_the_heap(NULL);
    for (unsigned hart = 1; hart < HARTS; hart++) {
        RT_REQUIRE_EQ(rt_hart_wait(hart, HAL_FOREVER), 0);
    }
    for (unsigned hart = 0; hart < HARTS; hart++) {
        RT_EXPECT(!lost[hart]);
    }
    RT_EXPECT_EQ(rt_heap_check(&rt_malloc_heap, NULL), 0);
    rt_heap_get_stats(&rt_malloc_heap, &stats);
    RT_EXPECT_EQ(stats.used, 0);
    RT_EXPECT_EQ(stats.blocks, 0);
}

enum {
    ROUNDS = 200
};

static const struct rt_heap *fresh;
static void *first_blocks[2];

static void meet(unsigned harts)
{
    __atomic_fetch_add(&arrived, 1, __ATOMIC_ACQ_REL);
    while (__atomic_load_n(&arrived, __ATOMIC_ACQUIRE) < harts) {
    }
}

static void allocate_first(void *argument)
{
    void **const block = argument;

    for (unsigned round = 0; round < ROUNDS; round++) {
        if (block == first_blocks) {
            rt_malloc_heap = *fresh;
        }
        meet(4 * round + 2);
        *block = malloc(100);
        meet(4 * round + 4);
        RT_EXPECT_NE(first_blocks[0], first_blocks[1]);
    }
}

RT_TEST(harts_share_the_first_allocation)
{
    const struct rt_heap heap = rt_malloc_heap;

    fresh = &heap;
    RT_REQUIRE_EQ(rt_hart_start(1, allocate_first, &first_blocks[1],
                                (struct rt_hart_stack){stacks[1], sizeof(stacks[1])}),
                  0);
    allocate_first(first_blocks);
    RT_REQUIRE_EQ(rt_hart_wait(1, HAL_FOREVER), 0);
    RT_EXPECT_EQ(rt_heap_check(&rt_malloc_heap, NULL), 0);
}

enum {
    ALARMS = 300,
    ALARM_TICKS = 1000
};

/* The interrupt handler uses the heap of the test. */
static struct {
    struct rt_heap heap;
    char memory[16384];
    struct rt_alarm alarm;
    void *block;
    unsigned calls;
} shared;

static void allocate_in_a_handler(void *argument)
{
    (void)argument;
    rt_heap_free(&shared.heap, shared.block);
    shared.block = rt_heap_alloc(&shared.heap, 8 + shared.calls * 37 % 300);
    if (++shared.calls < ALARMS) {
        rt_alarm_start(&shared.alarm, hal_timer_now(board_timer) + ALARM_TICKS);
    }
}

RT_TEST(handlers_use_the_heap_of_the_code_they_interrupt)
{
    void *blocks[SLOTS] = {NULL};
    struct rt_heap_stats stats;

    rt_heap_init(&shared.heap, 0);
    RT_REQUIRE_EQ(rt_heap_add_region(&shared.heap, shared.memory, sizeof(shared.memory)), 0);
    shared.alarm.function = allocate_in_a_handler;
    rt_interrupts_on();
    rt_alarms_begin();
    rt_alarm_start(&shared.alarm, hal_timer_now(board_timer));
    for (unsigned i = 0; i < SLOTS || __atomic_load_n(&shared.calls, __ATOMIC_RELAXED) < ALARMS;
         i++) {
        rt_heap_free(&shared.heap, blocks[i % SLOTS]);
        blocks[i % SLOTS] = rt_heap_alloc(&shared.heap, i * 61 % 400);
    }
    RT_EXPECT_EQ(rt_heap_check(&shared.heap, NULL), 0);
    rt_heap_get_stats(&shared.heap, &stats);
    RT_EXPECT_EQ(stats.blocks, SLOTS + 1);
}
