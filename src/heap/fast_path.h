/* SPDX-License-Identifier: MIT */
/*
 * The heap's fast paths, which nearly all calls take. They are inlined into rt_heap_alloc and
 * malloc, rt_heap_free and free, so that each can report its own caller.
 *
 * They make only tail calls, so they need no stack frame.
 */
#ifndef HEAP_FAST_PATH_H
#define HEAP_FAST_PATH_H

#include "internal.h"

/*
 * Serves a request below heap->fast_limit if there is a block below HEAP_FAST for it. The class
 * determines the complete header of such a block.
 */
HEAP_INLINE void *heap_alloc_fast(struct rt_heap *heap, size_t request, const void *caller)
{
    if (!HEAP_LIKELY(request < heap->fast_limit)) {
        return rti_heap_alloc(heap, request, caller);
    }
    unsigned long state = rt_critical_enter();
    size_t size = heap_size_for(request);
    unsigned long map = heap->map[0];
    unsigned long bit = heap_lowest_bit(map, heap_class_small(size));

    if (!HEAP_LIKELY(bit != 0)) {
        rt_critical_exit(state);
        return rti_heap_alloc(heap, request, caller);
    }
    size_t class = heap_bit_number(bit);
    uintptr_t block = (uintptr_t)heap_linked(heap, heap->first[class]);
    size_t rest = class * HEAP_UNIT - size;
    intptr_t next = heap_links(block)->next;

    if (*heap_header(block) != (class << HEAP_SIZE_SHIFT | HEAP_FREE_FLAGS)) {
        return rti_heap_damaged(heap, block, caller);
    }
    heap->first[class] = (int32_t)next;
    heap_linked(heap, next)->prev = heap_head_link(class);
    map ^= next == 0 ? bit : 0;
    heap_set_used(block, size, 0);
    if (rest != 0) {
        heap_insert_free(heap, block + size, rest, map);
    } else {
        heap->map[0] = map;
        *heap_header(block + size) ^= HEAP_PREV_FREE;
    }
    heap->allocations++;
    heap_count_used(heap, size);
    rt_critical_exit(state);
    return (void *)block;
}

HEAP_INLINE void heap_free_fast(struct rt_heap *heap, void *pointer, const void *caller)
{
    uintptr_t block = (uintptr_t)pointer;
    struct rt_heap_region region;

    /* Read bytes first because a handler may add the heap's first memory in between. */
    region.bytes = *(const volatile size_t *)&heap->fast_region.bytes;
    region.first = *(const volatile uintptr_t *)&heap->fast_region.first;
    if (block % HEAP_UNIT != 0 || !heap_within(region, block)) {
        rti_heap_free(heap, pointer, caller);
        return;
    }
    unsigned long state = rt_critical_enter();
    uint32_t header = *heap_header(block);
    uintptr_t merged;

    if (!heap_is_used(region, block, header) || !heap_coalesce(heap, block, header, &merged)) {
        rti_heap_bad_block(heap, block, caller);
        return;
    }
    rt_critical_exit(state);
}

#endif
