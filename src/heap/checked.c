/* SPDX-License-Identifier: MIT */
/*
 * The checks of RT_HEAP_CHECKED. Freed memory is filled, and the pattern is verified when it is
 * reallocated. Links are verified before use. Fresh memory is filled with a non-zero pattern.
 *
 * A used block ends in a margin of 1 to 16 bytes after those that were requested. Each of them is
 * MARGIN plus the margin's length less 1, so that a write past the end changes what the last one
 * says.
 *
 * The links at a free block's start and the copy of its header at its end are not filled. Every
 * block begins and ends on a multiple of 4.
 */
#include "internal.h"

enum {
    MARGIN = 0xb0, /* The low four bits are 0. */
    FRESH_BYTE = HEAP_FRESH_WORD & 0xff,
};

static bool checked(const struct rt_heap *heap)
{
    return (heap->options & RT_HEAP_CHECKED) != 0;
}

/* Clips @p start to @p end to the filled part of the free @p block. */
static void clip(uintptr_t block, uintptr_t *start, uintptr_t *end)
{
    uintptr_t first = block + sizeof(struct heap_links);
    uintptr_t last = (uintptr_t)heap_header_before(block + heap_size(*heap_header(block)));

    if (*start < first) {
        *start = first;
    }
    if (*end > last) {
        *end = last;
    }
}

static void fill(uintptr_t start, uintptr_t end, uint32_t pattern)
{
    for (; start < end; start += sizeof(heap_word)) {
        *(heap_word *)start = pattern;
    }
}

void rti_heap_fill_fresh(const struct rt_heap *heap, uintptr_t start, uintptr_t end)
{
    if (checked(heap)) {
        fill(start, end - HEAP_HEADER, HEAP_FRESH_WORD);
    }
}

void rti_heap_fill_freed(const struct rt_heap *heap, uintptr_t block, uintptr_t start,
                         uintptr_t end)
{
    if (checked(heap)) {
        /* Also fill the headers, links and header copies that merging left inside. */
        start -= HEAP_HEADER + sizeof(heap_word);
        end += sizeof(struct heap_links);
        clip(block, &start, &end);
        fill(start, end, HEAP_FREED_WORD);
    }
}

bool rti_heap_is_filled(uintptr_t block, uintptr_t start, uintptr_t end)
{
    clip(block, &start, &end);
    for (; start < end; start += sizeof(heap_word)) {
        if (*(heap_word *)start != HEAP_FREED_WORD) {
            return false;
        }
    }
    return true;
}

/* Whether @p link points to memory that can hold links: a list's head or a region. */
static bool leads_somewhere(const struct rt_heap *heap, intptr_t link)
{
    uintptr_t target = (uintptr_t)heap_linked(heap, link);

    return (uintptr_t)link < sizeof(heap->first) || rti_heap_region_of(heap, target).bytes != 0;
}

bool rti_heap_is_linked(const struct rt_heap *heap, uintptr_t block)
{
    intptr_t prev = heap_links(block)->prev;
    intptr_t next = heap_links(block)->next;
    int32_t self = heap_link(heap, block);

    return prev % 4 == 0 && leads_somewhere(heap, prev) && heap_linked(heap, prev)->next == self &&
           (next == 0 || (next % 4 == 0 && leads_somewhere(heap, next) &&
                          heap_linked(heap, next)->prev == self));
}

void rti_heap_check_free(const struct rt_heap *heap, uintptr_t block, size_t gap, size_t size,
                         const void *caller)
{
    /* The memory to allocate, plus the headers and links that will be written around it. */
    uintptr_t start = block + gap - HEAP_HEADER - sizeof(heap_word);
    uintptr_t end = block + gap + size + sizeof(struct heap_links);

    if (checked(heap) &&
        !(rti_heap_is_linked(heap, block) && rti_heap_is_filled(block, start, end))) {
        rti_heap_damaged(heap, block, caller);
    }
}

void rti_heap_check_neighbours(const struct rt_heap *heap, uintptr_t block, uint32_t header,
                               const void *caller)
{
    uintptr_t next = block + heap_size(header);

    if (!checked(heap)) {
        return;
    }
    if (heap_is_free(*heap_header(next)) && !rti_heap_is_linked(heap, next)) {
        rti_heap_damaged(heap, next, caller);
    }
    if (header & HEAP_PREV_FREE) {
        uintptr_t prev = block - heap_size(*heap_header_before(block));

        if (!heap_is_free(*heap_header_before(block)) || !rti_heap_is_linked(heap, prev)) {
            rti_heap_damaged(heap, prev, caller);
        }
    }
}

size_t rti_heap_size_for(const struct rt_heap *heap, size_t request)
{
    return heap_size_for(checked(heap) ? request + 1 : request);
}

void rti_heap_mark_end(const struct rt_heap *heap, uintptr_t block, size_t usable, size_t request)
{
    uint8_t *const bytes = (uint8_t *)block;
    const size_t end = heap_size(*heap_header(block)) - HEAP_HEADER;

    if (!checked(heap)) {
        return;
    }
    for (size_t i = usable; i < request; i++) {
        bytes[i] = FRESH_BYTE;
    }
    for (size_t i = request; i < end; i++) {
        bytes[i] = (uint8_t)(MARGIN + end - request - 1);
    }
}

size_t rti_heap_usable(const struct rt_heap *heap, uintptr_t block, bool *is_whole)
{
    const uint8_t *const bytes = (const uint8_t *)block;
    const size_t end = heap_size(*heap_header(block)) - HEAP_HEADER;

    *is_whole = true;
    if (!checked(heap)) {
        return end;
    }
    const uint8_t last = bytes[end - 1];
    const size_t margin = last % HEAP_UNIT + 1U;
    *is_whole = last - last % HEAP_UNIT == MARGIN && margin <= end;
    for (size_t i = 1; *is_whole && i <= margin; i++) {
        *is_whole = bytes[end - i] == last;
    }
    return end - margin;
}

size_t rti_heap_check_end(const struct rt_heap *heap, uintptr_t block, const void *caller)
{
    bool is_whole;
    const size_t usable = rti_heap_usable(heap, block, &is_whole);

    if (!is_whole) {
        rti_heap_overrun(block, caller);
    }
    return usable;
}
