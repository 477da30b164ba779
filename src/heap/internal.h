/* SPDX-License-Identifier: MIT */
/*
 * Shared by the heap's files: the operations on behalf of a caller, the checks, the lock.
 * src/heap/block.h describes the blocks.
 */
#ifndef HEAP_INTERNAL_H
#define HEAP_INTERNAL_H

#include "block.h"

#include <rt/critical.h>

/**
 * These diagnose a fault and panic. They have a result so that they can be tail-called: the fast
 * paths then need no stack frame.
 *
 * rti_heap_bad_block: @p block was passed in, and its header or a neighbour's is invalid.
 * rti_heap_damaged: the free @p block was overwritten.
 */
HEAP_COLD void *rti_heap_bad_block(const struct rt_heap *heap, uintptr_t block, const void *caller);
HEAP_COLD void *rti_heap_damaged(const struct rt_heap *heap, uintptr_t block, const void *caller);

/** Panics because the margin after the used @p block of a checked heap was overwritten. */
HEAP_COLD void rti_heap_overrun(uintptr_t block, const void *caller);

/** Implementations of rt_heap_alloc, rt_heap_free and so on. They report @p caller. */
void *rti_heap_alloc(struct rt_heap *heap, size_t size, const void *caller);
void *rti_heap_alloc_aligned(struct rt_heap *heap, size_t alignment, size_t size,
                             const void *caller);
void *rti_heap_resize(struct rt_heap *heap, void *pointer, size_t size, const void *caller);
void rti_heap_free(struct rt_heap *heap, void *pointer, const void *caller);
size_t rti_heap_usable_size(struct rt_heap *heap, const void *pointer, const void *caller);

/** Allocates @p size bytes of the free @p block and leaves its first @p gap bytes free. */
uintptr_t rti_heap_split(struct rt_heap *heap, uintptr_t block, size_t gap, size_t size);

/** Calls the exhaustion handler. Returns true if it asks for a retry, else counts a failure. */
bool rti_heap_exhausted(struct rt_heap *heap, size_t request, const void *caller);

/** Adds the reserve, if any, to the locked heap. */
void rti_heap_add_reserve(struct rt_heap *heap);

/** Returns the header of the used @p block; panics if the block is not a used one. */
uint32_t rti_heap_used_header(const struct rt_heap *heap, uintptr_t block, const void *caller);

/** Frees the used @p block, in any region and any heap. */
void rti_heap_free_locked(struct rt_heap *heap, uintptr_t block, uint32_t header,
                          const void *caller);

/** @name Checks of checked heaps (src/heap/checked.c); other heaps have no filling and margins. */
/** @{ */
/** Before allocating @p size bytes of the free @p block after its first @p gap bytes. */
void rti_heap_check_free(const struct rt_heap *heap, uintptr_t block, size_t gap, size_t size,
                         const void *caller);
/** Before the neighbours of @p block are unlinked. */
void rti_heap_check_neighbours(const struct rt_heap *heap, uintptr_t block, uint32_t header,
                               const void *caller);
/** After the bytes from @p start to @p end were allocated. */
void rti_heap_fill_fresh(const struct rt_heap *heap, uintptr_t start, uintptr_t end);
/** After the bytes from @p start to @p end became part of the free @p block. */
void rti_heap_fill_freed(const struct rt_heap *heap, uintptr_t block, uintptr_t start,
                         uintptr_t end);
/** The size of a block for @p request bytes, with a margin in a checked heap. */
size_t rti_heap_size_for(const struct rt_heap *heap, size_t request);
/** The used @p block had @p usable bytes and now has @p request: marks its end. */
void rti_heap_mark_end(const struct rt_heap *heap, uintptr_t block, size_t usable, size_t request);
/** The usable bytes of the used @p block. Sets @p is_whole to false if its margin is not intact. */
size_t rti_heap_usable(const struct rt_heap *heap, uintptr_t block, bool *is_whole);
/** The same, but panics if the margin is not intact. */
size_t rti_heap_check_end(const struct rt_heap *heap, uintptr_t block, const void *caller);
/** Whether the links of the free @p block point to blocks that link back to it. */
bool rti_heap_is_linked(const struct rt_heap *heap, uintptr_t block);
/** Whether the bytes from @p start to @p end of the free @p block still have the fill pattern. */
bool rti_heap_is_filled(uintptr_t block, uintptr_t start, uintptr_t end);
/** @} */

/**
 * The return address of the calling function. Must be that function's first statement, and the
 * function must not be inlined. The builtin would cost a stack frame.
 */
HEAP_INLINE const void *heap_caller(void)
{
#ifdef __riscv
    const void *caller;

    __asm__ volatile("mv %0, ra" : "=r"(caller));
    return caller;
#else
    return __builtin_return_address(0);
#endif
}

/** The region that contains @p block; a region of 0 bytes if none does. */
struct rt_heap_region rti_heap_region_of(const struct rt_heap *heap, uintptr_t block);

/*
 * Takes the lock. The fast paths don't need it because a shared heap never takes them.
 *
 * Not in order of arrival, unlike rt_lock_acquire. In QEMU harts are threads, and a fair lock would
 * wait until the host schedules the next one in order. The lock is only held for a few hundred
 * instructions.
 */
HEAP_INLINE unsigned long heap_lock(struct rt_heap *heap)
{
    unsigned long state = rt_critical_enter();

    if (heap->options & RT_HEAP_SHARED) {
        while (!rt_lock_try(&heap->lock)) {
        }
    }
    return state;
}

HEAP_INLINE void heap_unlock(struct rt_heap *heap, unsigned long state)
{
    if (heap->options & RT_HEAP_SHARED) {
        rt_lock_release(&heap->lock);
    }
    rt_critical_exit(state);
}

#endif
