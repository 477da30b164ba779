/* SPDX-License-Identifier: MIT */
/*
 * A heap under random use, Rivet's or a peer's. It makes 10,000 operations over 128 slots, with 8
 * to 512 bytes each, in 64 KiB. The heap is fresh, or has 500 holes between permanent blocks. The
 * including file defines how to allocate and free.
 */
#ifndef HEAP_TRACE_H
#define HEAP_TRACE_H

#include "bench.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
    TRACE_BYTES = 65536,
    TRACE_OPERATIONS = 10000,
    TRACE_SLOTS = 128,
    TRACE_HOLES = 500,
    TRACE_HOLE_BYTES = 28
};

static void *trace_alloc(size_t size);
static void trace_free(void *block);

struct cost {
    unsigned long total, worst, count;
};

static void *slots[TRACE_SLOTS];
static void *blocks[2 * TRACE_HOLES];
static uint32_t random_state;

static uint32_t next_random(uint32_t below)
{
    random_state = random_state * 1664525 + 1013904223;
    return (uint32_t)(((uint64_t)random_state * below) >> 32);
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

    (void)snprintf(name, sizeof(name), "%s.%s.average", heap_kind, operation);
    bench_report(name, cost->total, cost->count);
    (void)snprintf(name, sizeof(name), "%s.%s.worst", heap_kind, operation);
    bench_report(name, cost->worst, 1);
}

/* The readings' names begin with heap_kind. Returns false if memory ran out. */
static bool run_trace(const char *heap_kind)
{
    struct cost alloc = {0};
    struct cost release = {0};

    random_state = 1;
    for (unsigned i = 0; i < TRACE_OPERATIONS; i++) {
        void **const slot = &slots[next_random(TRACE_SLOTS)];
        if (*slot != NULL) {
            add(&release, BENCH_COUNT(trace_free(*slot)));
            *slot = NULL;
            continue;
        }
        const size_t size = 8 + next_random(505);
        add(&alloc, BENCH_COUNT(*slot = trace_alloc(size)));
        if (*slot == NULL) {
            return false;
        }
    }
    report(heap_kind, "alloc", &alloc);
    report(heap_kind, "free", &release);
    for (unsigned i = 0; i < TRACE_SLOTS; i++) {
        trace_free(slots[i]);
        slots[i] = NULL;
    }
    return true;
}

static bool take_small_blocks(void)
{
    for (unsigned i = 0; i < 2 * TRACE_HOLES; i++) {
        blocks[i] = trace_alloc(TRACE_HOLE_BYTES);
        if (blocks[i] == NULL) {
            return false;
        }
    }
    return true;
}

static void make_holes(void)
{
    for (unsigned i = 0; i < 2 * TRACE_HOLES; i += 2) {
        trace_free(blocks[i]);
    }
}

#endif
