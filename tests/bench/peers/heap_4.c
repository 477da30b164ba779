/* SPDX-License-Identifier: MIT */
/*
 * The heap's trace with FreeRTOS' heap_4, which owns its memory. The first trace does not use the
 * memory for the holes, because heap_4 searches from the lowest address.
 */
#include "heap_trace.h"

#include <FreeRTOS.h>

#include <assert.h>

static_assert(configTOTAL_HEAP_SIZE == TRACE_BYTES + 2 * TRACE_HOLES * (TRACE_HOLE_BYTES + 20),
              "64 KiB, and as much as the holes take");

static inline void *trace_alloc(size_t size)
{
    return pvPortMalloc(size);
}

static inline void trace_free(void *block)
{
    vPortFree(block);
}

int main(void)
{
    /* heap_4 initialises itself in the first call. */
    vPortFree(pvPortMalloc(1));
    if (!run_trace("heap_4") || !take_small_blocks()) {
        return 1;
    }
    make_holes();
    return run_trace("heap_4.holes") ? 0 : 1;
}
