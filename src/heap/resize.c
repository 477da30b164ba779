/* SPDX-License-Identifier: MIT */
/*
 * Resizes a block, in place if its neighbours allow it.
 */
#include "internal.h"

#include <string.h>

/* Shrinks the used @p block from @p old to @p size bytes and frees the rest. */
static void shrink(struct rt_heap *heap, uintptr_t block, size_t old, size_t size,
                   const void *caller)
{
    uint32_t prev_free = *heap_header(block) & HEAP_PREV_FREE;

    heap_set_used(block, size, prev_free);
    heap_set_used(block + size, old - size, 0);
    rti_heap_free_locked(heap, block + size, *heap_header(block + size), caller);
    /* Freeing the rest counted as a free, but the number of used blocks is unchanged. */
    heap->frees--;
}

/* Grows the used @p block from @p old to @p size bytes if the next block is free and large enough.
 */
static bool grow(struct rt_heap *heap, uintptr_t block, size_t old, size_t size, const void *caller)
{
    uintptr_t next = block + old;
    uint32_t header = *heap_header(next);
    uint32_t prev_free = *heap_header(block) & HEAP_PREV_FREE;

    if (!heap_is_whole(next, header)) {
        if (!heap_is_sealed(next, header)) {
            rti_heap_bad_block(heap, block, caller);
        }
        return false;
    }
    if (old + heap_size(header) < size) {
        return false;
    }
    rti_heap_check_free(heap, next, 0, size - old, caller);
    rti_heap_split(heap, next, 0, size - old);
    heap->allocations--;
    heap_set_used(block, size, prev_free);
    rti_heap_fill_fresh(heap, next - HEAP_HEADER, block + size);
    return true;
}

/* Resizes @p block in place if possible. Sets @p usable to its previous usable size. */
static bool resize_in_place(struct rt_heap *heap, uintptr_t block, size_t request, size_t *usable,
                            const void *caller)
{
    size_t old = heap_size(rti_heap_used_header(heap, block, caller));
    size_t size = rti_heap_size_for(heap, request);

    *usable = rti_heap_check_end(heap, block, caller);
    if (size > old && !grow(heap, block, old, size, caller)) {
        return false;
    }
    if (size < old) {
        shrink(heap, block, old, size, caller);
    }
    rti_heap_mark_end(heap, block, *usable, request);
    return true;
}

void *rti_heap_resize(struct rt_heap *heap, void *pointer, size_t request, const void *caller)
{
    size_t usable = 0;
    void *moved;

    if (pointer == NULL) {
        return rti_heap_alloc(heap, request, caller);
    }
    unsigned long state = heap_lock(heap);
    bool done = request <= HEAP_REQUEST_MAX &&
                resize_in_place(heap, (uintptr_t)pointer, request, &usable, caller);
    heap_unlock(heap, state);
    if (done) {
        return pointer;
    }
    moved = rti_heap_alloc(heap, request, caller);
    if (moved != NULL) {
        memcpy(moved, pointer, usable);
        rti_heap_free(heap, pointer, caller);
    }
    return moved;
}

size_t rti_heap_usable_size(struct rt_heap *heap, const void *pointer, const void *caller)
{
    unsigned long state = heap_lock(heap);

    (void)rti_heap_used_header(heap, (uintptr_t)pointer, caller);
    const size_t usable = rti_heap_check_end(heap, (uintptr_t)pointer, caller);
    heap_unlock(heap, state);
    return usable;
}

HEAP_OUTLINE void *rt_heap_resize(struct rt_heap *heap, void *block, size_t size)
{
    return rti_heap_resize(heap, block, size, heap_caller());
}

HEAP_OUTLINE size_t rt_heap_usable_size(struct rt_heap *heap, const void *block)
{
    return rti_heap_usable_size(heap, block, heap_caller());
}
