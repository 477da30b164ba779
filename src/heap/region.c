/* SPDX-License-Identifier: MIT */
/*
 * Initialises a heap, adds regions, and finds the region of a block.
 */
#include "internal.h"

#include "base/panic_text.h"

#include <assert.h>

/* Smaller regions are rejected: their overhead would be too large. */
enum {
    REGION_MIN = 64
};
static_assert(REGION_MIN == 64 && RT_HEAP_REGIONS * RT_HEAP_REGION_MAX == 6 * 0x4000000,
              "ld/sections.ld has the same limits");

void rt_heap_init(struct rt_heap *heap, unsigned options)
{
    *heap = (struct rt_heap){.options = options};
}

void rt_heap_on_exhausted(struct rt_heap *heap, rt_heap_exhausted *exhausted)
{
    unsigned long state = heap_lock(heap);

    heap->exhausted = exhausted;
    heap_unlock(heap, state);
}

struct rt_heap_region rti_heap_region_of(const struct rt_heap *heap, uintptr_t block)
{
    for (uint32_t i = 0; i < heap->region_count; i++) {
        if (heap_within(heap->regions[i], block)) {
            return heap->regions[i];
        }
    }
    return (struct rt_heap_region){0, 0};
}

/* Whether links from the control block can reach all of @p start to @p end. */
static bool in_reach(const struct rt_heap *heap, uintptr_t start, uintptr_t end)
{
    intptr_t low = (intptr_t)(start - (uintptr_t)heap);
    intptr_t high = (intptr_t)(end - (uintptr_t)heap);

    return low >= INT32_MIN && high <= INT32_MAX && low < high;
}

static bool overlap(uintptr_t start, uintptr_t end, uintptr_t other, size_t bytes)
{
    return start < other + bytes && other < end;
}

/* Whether the memory from @p start to @p end overlaps neither the heap nor its regions. */
static bool is_new(const struct rt_heap *heap, uintptr_t start, uintptr_t end)
{
    if (overlap(start, end, (uintptr_t)heap, sizeof(*heap))) {
        return false;
    }
    for (uint32_t i = 0; i < heap->region_count; i++) {
        uintptr_t header = heap->regions[i].first - HEAP_HEADER;

        if (overlap(start, end, header, heap->regions[i].bytes + HEAP_HEADER)) {
            return false;
        }
    }
    return true;
}

static void add_region(struct rt_heap *heap, struct rt_heap_region region)
{
    uintptr_t end = region.first + region.bytes;

    if (heap->region_count == 0 && heap->options == 0) {
        heap->fast_region = region;
        heap->fast_limit = HEAP_FAST - HEAP_UNIT - HEAP_HEADER + 1;
    }
    heap->regions[heap->region_count++] = region;
    heap->total += region.bytes;
    heap_set_used(end, 0, HEAP_PREV_FREE);
    heap_insert_free(heap, region.first, region.bytes, heap->map[0]);
    rti_heap_fill_freed(heap, region.first, region.first, end);
}

/* Like rt_heap_add_region. The heap must be locked. */
static int add_memory(struct rt_heap *heap, uintptr_t low, size_t bytes)
{
    uintptr_t high = low + bytes;
    uintptr_t first = (low + HEAP_HEADER + HEAP_UNIT - 1) & ~(uintptr_t)(HEAP_UNIT - 1);
    uintptr_t end = high & ~(uintptr_t)(HEAP_UNIT - 1);

    if (bytes < REGION_MIN || bytes > RT_HEAP_REGION_MAX || high < low ||
        !in_reach(heap, low, high)) {
        return HAL_ERR_INVALID;
    }
    if (heap->region_count == RT_HEAP_REGIONS) {
        return HAL_ERR_UNSUPPORTED;
    }
    if (!is_new(heap, low, high)) {
        return HAL_ERR_INVALID;
    }
    add_region(heap, (struct rt_heap_region){first, end - first});
    return HAL_OK;
}

int rt_heap_add_region(struct rt_heap *heap, void *start, size_t bytes)
{
    unsigned long state = heap_lock(heap);
    int status = add_memory(heap, (uintptr_t)start, bytes);

    heap_unlock(heap, state);
    return status;
}

void rti_heap_add_reserve(struct rt_heap *heap)
{
    while (heap->reserve != heap->reserve_end) {
        size_t left = (size_t)(heap->reserve_end - heap->reserve);
        size_t bytes = left < RT_HEAP_REGION_MAX ? left : RT_HEAP_REGION_MAX;

        /* A remainder too small for a region stays unused. */
        if (add_memory(heap, (uintptr_t)heap->reserve, bytes) != HAL_OK && bytes >= REGION_MIN) {
            PANIC("heap: the %zu bytes at %p can't become a region", bytes, heap->reserve);
        }
        heap->reserve += bytes;
    }
}
