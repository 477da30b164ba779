/* SPDX-License-Identifier: MIT */
/*
 * The heap under random use: 10,000 operations over 128 slots, 8 to 512 bytes, in 64 KiB. First in
 * a fresh heap, then in one with 500 holes between blocks that stay.
 */
#include "bench.h"

#include <rt/heap.h>

#include <stdio.h>

enum {
    OPERATIONS = 10000,
    SLOTS = 128,
    HOLES = 500,
    HOLE_BYTES = 28
};

struct cost {
    unsigned long total, worst, count;
};

static struct rt_heap heap;
/* For the trace alone, and with the holes. */
static char memory[65536 + 2 * HOLES * (HOLE_BYTES + 4)];
static void *slots[SLOTS];
static void *blocks[2 * HOLES];
static uint32_t state;

static uint32_t next_random(uint32_t below)
{
    state = state * 1664525 + 1013904223;
    return (uint32_t)(((uint64_t)state * below) >> 32);
}

static void add(struct cost *cost, unsigned long count)
{
    cost->total += count;
    cost->count++;
    if (count > cost->worst) {
        cost->worst = count;
    }
}

static void report(const char *heap_kind, const char *operation, const struct cost *cost)
{
    char name[40];

    (void)snprintf(name, sizeof(name), "heap%s.%s.average", heap_kind, operation);
    bench_report(name, cost->total, cost->count);
    (void)snprintf(name, sizeof(name), "heap%s.%s.worst", heap_kind, operation);
    bench_report(name, cost->worst, 1);
}

static bool run_trace(const char *heap_kind)
{
    struct cost alloc = {0};
    struct cost release = {0};

    state = 1;
    for (unsigned i = 0; i < OPERATIONS; i++) {
        void **const slot = &slots[next_random(SLOTS)];
        if (*slot != NULL) {
            add(&release, BENCH_COUNT(rt_heap_free(&heap, *slot)));
            *slot = NULL;
            continue;
        }
        const size_t size = 8 + next_random(505);
        add(&alloc, BENCH_COUNT(*slot = rt_heap_alloc(&heap, size)));
        if (*slot == NULL) {
            return false;
        }
    }
    report(heap_kind, "alloc", &alloc);
    report(heap_kind, "free", &release);
    for (unsigned i = 0; i < SLOTS; i++) {
        rt_heap_free(&heap, slots[i]);
        slots[i] = NULL;
    }
    return true;
}

/* Every other of many small blocks is freed again. */
static bool make_holes(void)
{
    struct rt_heap_stats stats;

    for (unsigned i = 0; i < 2 * HOLES; i++) {
        blocks[i] = rt_heap_alloc(&heap, HOLE_BYTES);
        if (blocks[i] == NULL) {
            return false;
        }
    }
    rt_heap_stats(&heap, &stats);
    bench_report("heap.overhead", stats.used - 2 * HOLES * HOLE_BYTES, 2 * HOLES);
    for (unsigned i = 0; i < 2 * HOLES; i += 2) {
        rt_heap_free(&heap, blocks[i]);
    }
    return true;
}

int main(void)
{
    bench_report("heap.control", sizeof(heap), 1);
    rt_heap_init(&heap, 0);
    if (rt_heap_add_region(&heap, memory, 65536) < 0 || !run_trace("")) {
        return 1;
    }
    rt_heap_init(&heap, 0);
    if (rt_heap_add_region(&heap, memory, sizeof(memory)) < 0 || !make_holes() ||
        !run_trace(".holes")) {
        return 1;
    }
    return 0;
}
