/* SPDX-License-Identifier: MIT */
/*
 * The heap's trace with the tlsf of mattconte. Its control block is separate from the 64 KiB, like
 * Rivet's. Unlike Rivet's heap it does not turn interrupts off.
 */
#include "heap_trace.h"

#include <tlsf.h>

static max_align_t control[8192 / sizeof(max_align_t)];
/* Memory for the trace alone, and for the trace with the holes. */
static max_align_t
    memory[(TRACE_BYTES + 2 * TRACE_HOLES * (TRACE_HOLE_BYTES + 12)) / sizeof(max_align_t)];
static tlsf_t tlsf;

static inline void *trace_alloc(size_t size)
{
    return tlsf_malloc(tlsf, size);
}

static inline void trace_free(void *block)
{
    tlsf_free(tlsf, block);
}

static bool begin(size_t size)
{
    tlsf = tlsf_create(control);
    return tlsf_add_pool(tlsf, memory, size) != NULL;
}

int main(void)
{
    bench_report("tlsf.control", tlsf_size(), 1);
    if (tlsf_size() > sizeof(control) || !begin(TRACE_BYTES) || !run_trace("tlsf")) {
        return 1;
    }
    if (!begin(sizeof(memory)) || !take_small_blocks()) {
        return 1;
    }
    make_holes();
    return run_trace("tlsf.holes") ? 0 : 1;
}
