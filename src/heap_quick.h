/* SPDX-License-Identifier: MIT */
/*
 * The heap's short ways: allocate and free as nearly all calls go. In line in rt_heap_alloc and in
 * malloc, in rt_heap_free and in free, so that each knows its own caller.
 *
 * There is no call in them but in place of a return, and so no stack frame.
 */
#ifndef HEAP_QUICK_H
#define HEAP_QUICK_H

#include "heap_impl.h"

/*
 * The short way: a request below heap->quick_limit that a block below HEAP_QUICK can serve. The
 * class found tells the whole header of such a block. There is no call but in place of a return,
 * and so no stack frame.
 */
HEAP_INLINE void *heap_alloc_quickly(struct rt_heap *heap, size_t request, const void *caller)
{
    if (!HEAP_LIKELY(request < heap->quick_limit)) {
        return heap_alloc(heap, request, caller);
    }
    unsigned long state = rt_critical_enter();
    size_t size = heap_size_for(request);
    unsigned long map = heap->map[0];
    unsigned long bit = heap_lowest_bit(map, heap_class_small(size));

    if (!HEAP_LIKELY(bit != 0)) {
        rt_critical_exit(state);
        return heap_alloc(heap, request, caller);
    }
    size_t class = heap_bit_number(bit);
    uintptr_t block = (uintptr_t)heap_linked(heap, heap->first[class]);
    size_t rest = class * HEAP_UNIT - size;
    intptr_t next = heap_links(block)->next;

    if (*heap_header(block) != (class << HEAP_SIZE_SHIFT | HEAP_FREE_FLAGS)) {
        return heap_damaged(heap, block, caller);
    }
    heap->first[class] = (int32_t)next;
    heap_linked(heap, next)->prev = heap_head_link(class);
    map ^= next == 0 ? bit : 0;
    heap_set_used(block, size, 0);
    if (rest != 0) {
        heap_put(heap, block + size, rest, map);
    } else {
        heap->map[0] = map;
        *heap_header(block + size) ^= HEAP_PREV_FREE;
    }
    heap->allocations++;
    heap_count_used(heap, size);
    rt_critical_exit(state);
    return (void *)block;
}

HEAP_INLINE void heap_free_quickly(struct rt_heap *heap, void *pointer, const void *caller)
{
    uintptr_t block = (uintptr_t)pointer;
    struct rt_heap_region region;

    /* In this order, for a handler may give the heap its first memory in between. */
    region.bytes = *(const volatile size_t *)&heap->quick.bytes;
    region.first = *(const volatile uintptr_t *)&heap->quick.first;
    if (block % HEAP_UNIT != 0 || !heap_within(region, block)) {
        heap_free(heap, pointer, caller);
        return;
    }
    unsigned long state = rt_critical_enter();
    uint32_t header = *heap_header(block);
    uintptr_t merged;

    if (!heap_is_used(region, block, header) || !heap_release(heap, block, header, &merged)) {
        heap_bad_block(heap, block, caller);
        return;
    }
    rt_critical_exit(state);
}

#endif
