/* SPDX-License-Identifier: MIT */
/*
 * The heap's reports of misuse. The operations only detect that something is wrong; this file finds
 * the cause.
 */
#include "internal.h"

#include "base/panic_text.h"

/* Whether @p block, in a region, has a header that freeing leaves behind. */
static bool was_freed(uintptr_t block)
{
    uint32_t header = *heap_header(block);

    return heap_is_free(header) || header == HEAP_FREED_WORD ||
           ((header & HEAP_FREE) != 0 && heap_is_sealed(block, header));
}

/* Whether the free block before @p block is intact. */
static bool is_whole_before(struct rt_heap_region region, uintptr_t block)
{
    uint32_t header = *heap_header_before(block);
    uintptr_t before = block - heap_size(header);

    return heap_is_free(header) && heap_within(region, before) && *heap_header(before) == header;
}

HEAP_COLD void *rti_heap_damaged(const struct rt_heap *heap, uintptr_t block, const void *caller)
{
    (void)heap;
    PANIC("heap: the free block %p was written to: use after free, or an overrun of the block "
          "before it; seen by a call from %p",
          (void *)block, caller);
}

HEAP_COLD void rti_heap_overrun(uintptr_t block, const void *caller)
{
    PANIC("heap: block %p was overrun: the bytes after its end were written to; called from %p",
          (void *)block, caller);
}

HEAP_COLD void *rti_heap_bad_block(const struct rt_heap *heap, uintptr_t block, const void *caller)
{
    struct rt_heap_region region = rti_heap_region_of(heap, block);

    if (block % HEAP_UNIT != 0 || region.bytes == 0) {
        PANIC("heap: %p is not a block of this heap; called from %p", (void *)block, caller);
    }
    if (was_freed(block)) {
        PANIC("heap: double free: block %p was freed before; called from %p", (void *)block,
              caller);
    }
    uint32_t header = *heap_header(block);
    uintptr_t next = block + heap_size(header);

    if (!heap_is_used(region, block, header)) {
        PANIC("heap: %p is not a block, or an overrun of the block before it destroyed its "
              "header; called from %p",
              (void *)block, caller);
    }
    if (header & HEAP_PREV_FREE && !is_whole_before(region, block)) {
        rti_heap_damaged(heap, block, caller);
    }
    if (heap_is_free(*heap_header(next))) {
        rti_heap_damaged(heap, next, caller);
    }
    PANIC("heap: block %p was overrun: the header after its %lu bytes is destroyed; called from "
          "%p",
          (void *)block, (unsigned long)(next - block - HEAP_HEADER), caller);
}
