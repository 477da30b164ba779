/* SPDX-License-Identifier: MIT */
/*
 * What the files of the heap have in common besides its blocks: the operations on behalf of a
 * caller, the checks, the lock. src/heap/block.h explains the blocks.
 */
#ifndef HEAP_INTERNAL_H
#define HEAP_INTERNAL_H

#include "block.h"

#include <rt/critical.h>

/**
 * These find out what is wrong, say so and end the firmware. They have a result so that they can be
 * called last, in place of a return: the fast paths then need no stack frame.
 *
 * rti_heap_bad_block: @p block was handed in, and it or a header around it isn't as it should be.
 * rti_heap_damaged: the free @p block was written to.
 */
HEAP_COLD void *rti_heap_bad_block(const struct rt_heap *heap, uintptr_t block, const void *caller);
HEAP_COLD void *rti_heap_damaged(const struct rt_heap *heap, uintptr_t block, const void *caller);

/** As rt_heap_alloc, rt_heap_free and so on, in any heap, on behalf of @p caller. */
void *rti_heap_alloc(struct rt_heap *heap, size_t size, const void *caller);
void *rti_heap_alloc_aligned(struct rt_heap *heap, size_t alignment, size_t size,
                             const void *caller);
void *rti_heap_resize(struct rt_heap *heap, void *pointer, size_t size, const void *caller);
void rti_heap_free(struct rt_heap *heap, void *pointer, const void *caller);
size_t rti_heap_usable_size(struct rt_heap *heap, const void *pointer, const void *caller);

/** Takes @p size bytes, the first @p gap left free, from the free @p block that has them. */
uintptr_t rti_heap_split(struct rt_heap *heap, uintptr_t block, size_t gap, size_t size);

/** Asks the handler, and counts a failure unless it says to try again: true then. */
bool rti_heap_exhausted(struct rt_heap *heap, size_t request, const void *caller);

/** Gives the locked heap the memory that it has in reserve, if any. */
void rti_heap_add_reserve(struct rt_heap *heap);

/** The header of the used @p block; anything else ends the firmware. */
uint32_t rti_heap_used_header(const struct rt_heap *heap, uintptr_t block, const void *caller);

/** Frees the used @p block, in any region and any heap. */
void rti_heap_free_locked(struct rt_heap *heap, uintptr_t block, uint32_t header,
                          const void *caller);

/** @name What checked heaps do besides, in src/heap/checked.c; nothing in other heaps. */
/** @{ */
/** Before the free @p block hands out @p size bytes, the first @p gap left free. */
void rti_heap_check_free(const struct rt_heap *heap, uintptr_t block, size_t gap, size_t size,
                         const void *caller);
/** Before the neighbours of @p block are unlinked. */
void rti_heap_check_neighbours(const struct rt_heap *heap, uintptr_t block, uint32_t header,
                               const void *caller);
/** After bytes from @p start to @p end were handed out. */
void rti_heap_fill_fresh(const struct rt_heap *heap, uintptr_t start, uintptr_t end);
/** After bytes from @p start to @p end became part of the free @p block. */
void rti_heap_fill_freed(const struct rt_heap *heap, uintptr_t block, uintptr_t start,
                         uintptr_t end);
/** Whether the links of the free @p block lead to blocks that lead back. */
bool rti_heap_is_linked(const struct rt_heap *heap, uintptr_t block);
/** Whether bytes from @p start to @p end of the free @p block are as rti_heap_fill_freed left them.
 */
bool rti_heap_is_filled(uintptr_t block, uintptr_t start, uintptr_t end);
/** @} */

/**
 * The address that the calling function returns to. It must be that function's first statement,
 * and the function must not be inlined. The builtin would cost a stack frame.
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

/** The region that @p block is in; one of no bytes if it is in none. */
struct rt_heap_region rti_heap_region_of(const struct rt_heap *heap, uintptr_t block);

/*
 * The one place that takes the lock. The fast paths, which a shared heap never takes, need less.
 *
 * Not first come, first served: the lock is held for a few hundred instructions, and where harts
 * are threads of a busy machine, as in QEMU, each turn would wait for the one thread whose turn it
 * is to be scheduled.
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
