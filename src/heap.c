/* SPDX-License-Identifier: MIT */
/*
 * The heap's short ways: allocate and free as nearly all calls go. src/heap_impl.h explains blocks,
 * headers and lists; src/heap_slow.c has the long ways.
 */
#include "heap_impl.h"

_Static_assert(sizeof(struct rt_heap) <= 1024, "the control block is promised to fit in 1 KiB");
/* Where in the top bits of a de Bruijn sequence, multiplied by it, each power of two shows up. */
const uint8_t heap_bit_numbers_64[64] = {
    0,  1,  48, 2,  57, 49, 28, 3,  61, 58, 50, 42, 38, 29, 17, 4,  62, 55, 59, 36, 53, 51,
    43, 22, 45, 39, 33, 30, 24, 18, 12, 5,  63, 47, 56, 27, 60, 41, 37, 16, 54, 35, 52, 21,
    44, 32, 23, 11, 46, 26, 40, 15, 34, 20, 31, 10, 25, 14, 19, 9,  13, 8,  7,  6,
};
const uint8_t heap_bit_numbers_32[32] = {
    0,  1,  28, 2,  29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4,  8,
    31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6,  11, 5,  10, 9,
};

/*
 * The short way: a request below heap->quick_limit that a block below HEAP_QUICK can serve. The
 * class found tells the whole header of such a block. There is no call but in place of a return,
 * and so no stack frame.
 */
void *heap_alloc(struct rt_heap *heap, size_t request, const void *caller)
{
    if (!HEAP_LIKELY(request < heap->quick_limit)) {
        return heap_alloc_slowly(heap, request, caller);
    }
    unsigned long state = rt_critical_enter();
    size_t size = heap_size_for(request);
    unsigned long map = heap->map[0];
    unsigned long bit = heap_lowest_bit(map, heap_class_small(size));

    if (!HEAP_LIKELY(bit != 0)) {
        rt_critical_exit(state);
        return heap_alloc_slowly(heap, request, caller);
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

void heap_free(struct rt_heap *heap, void *pointer, const void *caller)
{
    uintptr_t block = (uintptr_t)pointer;

    if (block % HEAP_UNIT != 0 || !heap_within(heap->quick, block)) {
        heap_free_slowly(heap, block, caller);
        return;
    }
    unsigned long state = rt_critical_enter();
    uint32_t header = *heap_header(block);
    uintptr_t merged;

    if (!heap_is_used(block, header) || !heap_release(heap, block, header, &merged)) {
        heap_bad_block(heap, block, caller);
        return;
    }
    rt_critical_exit(state);
}

HEAP_OUTLINE void *rt_heap_alloc(struct rt_heap *heap, size_t size)
{
    return heap_alloc(heap, size, heap_caller());
}

HEAP_OUTLINE void rt_heap_free(struct rt_heap *heap, void *block)
{
    heap_free(heap, block, heap_caller());
}
