/* SPDX-License-Identifier: MIT */
/* The trace with Rivet's heap, and the heap's overhead. */
#include "heap_trace.h"

#include <rt/heap.h>

static struct rt_heap heap;
/* Memory for the trace alone, and for the trace with the holes. */
static char memory[TRACE_BYTES + 2 * TRACE_HOLES * (TRACE_HOLE_BYTES + 4)];

static inline void *trace_alloc(size_t size)
{
    return rt_heap_alloc(&heap, size);
}

static inline void trace_free(void *block)
{
    rt_heap_free(&heap, block);
}

static void report_overhead(void)
{
    struct rt_heap_stats stats;

    rt_heap_get_stats(&heap, &stats);
    bench_report(BENCH_NAME ".overhead", stats.used - 2 * TRACE_HOLES * TRACE_HOLE_BYTES,
                 2 * TRACE_HOLES);
}

int main(void)
{
    bench_report(BENCH_NAME ".control", sizeof(heap), 1);
    rt_heap_init(&heap, 0);
    if (rt_heap_add_region(&heap, memory, TRACE_BYTES) < 0 || !run_trace(BENCH_NAME)) {
        return 1;
    }
    rt_heap_init(&heap, 0);
    if (rt_heap_add_region(&heap, memory, sizeof(memory)) < 0 || !take_small_blocks()) {
        return 1;
    }
    report_overhead();
    make_holes();
    return run_trace(BENCH_NAME ".holes") ? 0 : 1;
}
