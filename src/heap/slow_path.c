/* SPDX-License-Identifier: MIT */
/*
 * The heap's slow paths: large and aligned blocks, several regions, checked heaps.
 *
 * Below HEAP_SMALL every size has its own list, so the search finds the smallest block that fits.
 * Above it, each octave has eight lists. The search first tries a few blocks of the request's own
 * list, of which some may be too small. Then it tries the next non-empty list, in which every block
 * fits. All loops have a constant bound.
 */
#include "internal.h"

/* A block of the first non-empty class from @p class on; 0 if all are empty. */
HEAP_INLINE uintptr_t first_from(const struct rt_heap *heap, size_t class)
{
    size_t word = class / HEAP_MAP_BITS;
    unsigned long bit = heap_lowest_bit(heap->map[word], class);

    while (bit == 0) {
        if (++word == HEAP_MAP_WORDS) {
            return 0;
        }
        bit = heap_lowest_bit(heap->map[word], 0);
    }
    class = word * HEAP_MAP_BITS + heap_bit_number(bit);
    return (uintptr_t)heap_linked(heap, heap->first[class]);
}

/* A block of at least @p size, which is HEAP_SMALL or more; 0 if it finds none. */
static uintptr_t find_large(const struct rt_heap *heap, size_t size)
{
    size_t class = heap_class(size);
    intptr_t link = heap->first[class];

    for (int look = 0; look < HEAP_LOOKS && link != 0; look++) {
        uintptr_t block = (uintptr_t)heap_linked(heap, link);

        if (heap_size(*heap_header(block)) >= size) {
            return block;
        }
        link = heap_links(block)->next;
    }
    return class + 1 < RT_HEAP_CLASSES ? first_from(heap, class + 1) : 0;
}

HEAP_INLINE uintptr_t find(const struct rt_heap *heap, size_t size)
{
    return size < HEAP_SMALL ? first_from(heap, heap_class_small(size)) : find_large(heap, size);
}

/* Allocates @p size bytes of the free @p block and leaves its first @p gap bytes free. */
HEAP_INLINE uintptr_t take(struct rt_heap *heap, uintptr_t block, size_t gap, size_t size)
{
    size_t rest = heap_size(*heap_header(block)) - gap - size;
    unsigned long map = heap_unlink(heap, block, heap->map[0]);
    uintptr_t end = block + gap + size;

    if (rest != 0) {
        heap_insert_free(heap, end, rest, map);
    } else {
        heap->map[0] = map;
        *heap_header(end) ^= HEAP_PREV_FREE;
    }
    if (gap != 0) {
        heap_insert_free(heap, block, gap, heap->map[0]);
    }
    heap_set_used(block + gap, size, gap != 0 ? HEAP_PREV_FREE : 0);
    heap->allocations++;
    heap_count_used(heap, size);
    return block + gap;
}

uintptr_t rti_heap_split(struct rt_heap *heap, uintptr_t block, size_t gap, size_t size)
{
    return take(heap, block, gap, size);
}

HEAP_COLD bool rti_heap_exhausted(struct rt_heap *heap, size_t request, const void *caller)
{
    rt_heap_exhausted *handler = heap->exhausted;
    unsigned long state;

    if (handler != NULL && handler(heap, request, caller)) {
        return true;
    }
    state = heap_lock(heap);
    heap->failures++;
    heap_unlock(heap, state);
    return false;
}

/* Allocates a block for @p request bytes at a multiple of @p alignment, or returns 0. */
static uintptr_t take_aligned(struct rt_heap *heap, size_t alignment, size_t request,
                              const void *caller)
{
    const size_t size = rti_heap_size_for(heap, request);
    uintptr_t block = find(heap, size + alignment - HEAP_UNIT);

    if (block == 0) {
        return 0;
    }
    if (!heap_is_whole(block, *heap_header(block))) {
        rti_heap_damaged(heap, block, caller);
        return 0;
    }
    size_t gap = -block & (alignment - 1);

    rti_heap_check_free(heap, block, gap, size, caller);
    block = take(heap, block, gap, size);
    rti_heap_fill_fresh(heap, block, block + size);
    rti_heap_mark_end(heap, block, request, request);
    return block;
}

void *rti_heap_alloc_aligned(struct rt_heap *heap, size_t alignment, size_t request,
                             const void *caller)
{
    uintptr_t block = 0;

    if (alignment == 0 || (alignment & (alignment - 1)) != 0) {
        return NULL;
    }
    if (alignment < HEAP_UNIT) {
        alignment = HEAP_UNIT;
    }
    do {
        unsigned long state = heap_lock(heap);

        rti_heap_add_reserve(heap);
        if (request <= HEAP_REQUEST_MAX && alignment <= HEAP_REQUEST_MAX - request) {
            block = take_aligned(heap, alignment, request, caller);
        }
        heap_unlock(heap, state);
    } while (block == 0 && rti_heap_exhausted(heap, request, caller));
    return (void *)block;
}

void *rti_heap_alloc(struct rt_heap *heap, size_t request, const void *caller)
{
    /* Checked heaps and requests above the maximum take the slowest path. */
    if (request <= HEAP_REQUEST_MAX && (heap->options & RT_HEAP_CHECKED) == 0) {
        size_t size = heap_size_for(request);
        unsigned long state = heap_lock(heap);
        uintptr_t block = find(heap, size);

        if (block != 0 && heap_is_whole(block, *heap_header(block))) {
            block = take(heap, block, 0, size);
            heap_unlock(heap, state);
            return (void *)block;
        }
        heap_unlock(heap, state);
    }
    return rti_heap_alloc_aligned(heap, HEAP_UNIT, request, caller);
}

uint32_t rti_heap_used_header(const struct rt_heap *heap, uintptr_t block, const void *caller)
{
    struct rt_heap_region region = rti_heap_region_of(heap, block);
    uint32_t header = 0;

    if (block % HEAP_UNIT == 0 && region.bytes != 0) {
        header = *heap_header(block);
    }
    if (!heap_is_used(region, block, header)) {
        rti_heap_bad_block(heap, block, caller);
    }
    return header;
}

void rti_heap_free_locked(struct rt_heap *heap, uintptr_t block, uint32_t header,
                          const void *caller)
{
    uintptr_t end = block + heap_size(header);
    uintptr_t merged = block;

    rti_heap_check_neighbours(heap, block, header, caller);
    if (!heap_coalesce(heap, block, header, &merged)) {
        rti_heap_bad_block(heap, block, caller);
    }
    rti_heap_fill_freed(heap, merged, block, end);
}

void rti_heap_free(struct rt_heap *heap, void *pointer, const void *caller)
{
    uintptr_t block = (uintptr_t)pointer;
    uint32_t header;
    unsigned long state;

    if (block == 0) {
        return;
    }
    state = heap_lock(heap);
    header = rti_heap_used_header(heap, block, caller);
    (void)rti_heap_check_end(heap, block, caller);
    rti_heap_free_locked(heap, block, header, caller);
    heap_unlock(heap, state);
}

HEAP_OUTLINE void *rt_heap_alloc_aligned(struct rt_heap *heap, size_t alignment, size_t size)
{
    return rti_heap_alloc_aligned(heap, alignment, size, heap_caller());
}
