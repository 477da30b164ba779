/* SPDX-License-Identifier: MIT */
/*
 * The heap's statistics and its consistency check.
 */
#include "internal.h"

#include <string.h>

/* Totals of the blocks in all regions. */
struct tally {
    size_t used;
    size_t free;
    size_t used_blocks;
    size_t free_blocks;
};

static bool fault(struct rt_heap_fault *fault, const char *what, uintptr_t where)
{
    *fault = (struct rt_heap_fault){what, (const void *)where};
    return false;
}

static bool check_free_block(const struct rt_heap *heap, uintptr_t block, uint32_t header,
                             struct rt_heap_fault *found)
{
    if (!heap_is_whole(block, header)) {
        return fault(found, "a free block's header and its copy differ", block);
    }
    if ((heap->options & RT_HEAP_CHECKED) != 0 &&
        !rti_heap_is_filled(block, block, block + heap_size(header))) {
        return fault(found, "a free block was written to", block);
    }
    return true;
}

/* The block is within its region. */
static bool is_overrun(const struct rt_heap *heap, uintptr_t block)
{
    bool is_whole = true;

    if (!heap_is_free(*heap_header(block))) {
        (void)rti_heap_usable(heap, block, &is_whole);
    }
    return !is_whole;
}

static bool check_block(const struct rt_heap *heap, uintptr_t block, bool prev_free,
                        struct rt_heap_fault *found)
{
    uint32_t header = *heap_header(block);

    if (heap_is_free(header)) {
        return prev_free ? fault(found, "two neighbours are free", block)
                         : check_free_block(heap, block, header, found);
    }
    if (!heap_is_sealed(block, header) || (header & HEAP_FREE) != 0) {
        return fault(found, "a header is destroyed", block);
    }
    if (((header & HEAP_PREV_FREE) != 0) != prev_free) {
        return fault(found, "a block is wrong about the one before it", block);
    }
    return true;
}

static bool check_region(const struct rt_heap *heap, struct rt_heap_region region,
                         struct tally *tally, struct rt_heap_fault *found)
{
    uintptr_t end = region.first + region.bytes;
    uintptr_t block = region.first;
    bool prev_free = false;

    for (;;) {
        if (!check_block(heap, block, prev_free, found)) {
            return false;
        }
        uint32_t header = *heap_header(block);
        size_t size = heap_size(header);

        if ((size == 0) != (block == end) || size > end - block) {
            return fault(found, "a block does not end where its region does", block);
        }
        if (size == 0) {
            return true;
        }
        if (is_overrun(heap, block)) {
            return fault(found, "the bytes after a block's end were written to", block);
        }
        prev_free = heap_is_free(header);
        *(prev_free ? &tally->free : &tally->used) += size;
        *(prev_free ? &tally->free_blocks : &tally->used_blocks) += 1;
        block += size;
    }
}

/* Checks the list of @p class, which may have at most @p most blocks, and sets @p count. */
static bool check_list(const struct rt_heap *heap, size_t class, size_t most, size_t *count,
                       struct rt_heap_fault *found)
{
    intptr_t link = heap->first[class];

    for (*count = 0; link != 0; ++*count) {
        uintptr_t block = (uintptr_t)heap_linked(heap, link);

        if (*count == most || block % HEAP_UNIT != 0 ||
            rti_heap_region_of(heap, block).bytes == 0 || !rti_heap_is_linked(heap, block)) {
            return fault(found, "a list of free blocks is broken", block);
        }
        if (!heap_is_free(*heap_header(block)) ||
            heap_class(heap_size(*heap_header(block))) != class) {
            return fault(found, "a block is in the wrong list", block);
        }
        link = heap_links(block)->next;
    }
    return true;
}

static bool check_lists(const struct rt_heap *heap, size_t free_blocks, struct rt_heap_fault *found)
{
    size_t left = free_blocks;

    for (size_t class = 1; class < RT_HEAP_CLASSES; class += 1) {
        unsigned long bit = heap->map[class / HEAP_MAP_BITS] >> class % HEAP_MAP_BITS & 1;
        size_t count;

        if (!check_list(heap, class, left, &count, found)) {
            return false;
        }
        if ((count != 0) != (bit != 0)) {
            return fault(found, "the map is wrong about a list", (uintptr_t)&heap->first[class]);
        }
        left -= count;
    }
    return left == 0 || fault(found, "a free block is in no list", (uintptr_t)heap);
}

static bool check(const struct rt_heap *heap, struct rt_heap_fault *found)
{
    struct tally tally = {0, 0, 0, 0};

    for (uint32_t i = 0; i < heap->region_count; i++) {
        if (!check_region(heap, heap->regions[i], &tally, found)) {
            return false;
        }
    }
    if (!check_lists(heap, tally.free_blocks, found)) {
        return false;
    }
    if (tally.used != heap->used || tally.used + tally.free != heap->total ||
        tally.used_blocks != heap->allocations - heap->frees || heap->peak < heap->used) {
        return fault(found, "the counts differ from the blocks", (uintptr_t)heap);
    }
    return true;
}

int rt_heap_check(struct rt_heap *heap, struct rt_heap_fault *found)
{
    struct rt_heap_fault unused;
    unsigned long state = heap_lock(heap);
    bool sound = check(heap, found != NULL ? found : &unused);

    heap_unlock(heap, state);
    return sound ? 0 : HAL_ERR_CORRUPT;
}

/* The largest block that find() could return. */
static size_t largest(const struct rt_heap *heap)
{
    size_t most = 0;
    size_t class = RT_HEAP_CLASSES - 1;

    while (class > 0 && heap->first[class] == 0) {
        class -= 1;
    }
    intptr_t link = class > 0 ? heap->first[class] : 0;
    for (int look = 0; look < HEAP_LOOKS && link != 0; look++) {
        uintptr_t block = (uintptr_t)heap_linked(heap, link);
        size_t size = heap_size(*heap_header(block));

        most = size > most ? size : most;
        link = heap_links(block)->next;
    }
    return most;
}

void rt_heap_get_stats(struct rt_heap *heap, struct rt_heap_stats *stats)
{
    unsigned long state = heap_lock(heap);
    size_t most = largest(heap);
    /* A margin has at least one byte. */
    size_t overhead = HEAP_HEADER + ((heap->options & RT_HEAP_CHECKED) != 0 ? 1 : 0);

    *stats = (struct rt_heap_stats){
        .total = heap->total,
        .used = heap->used,
        .free = heap->total - heap->used,
        .peak = heap->peak,
        .largest = most != 0 ? most - overhead : 0,
        .blocks = heap->allocations - heap->frees,
        .allocations = heap->allocations,
        .failures = heap->failures,
    };
    heap_unlock(heap, state);
}
