/* SPDX-License-Identifier: MIT */
/** @file
 * A heap for firmware. Every operation takes constant time, and misuse is detected and reported.
 *
 *     static struct rt_heap heap;
 *     static char memory[16384];
 *
 *     rt_heap_init(&heap, 0);
 *     if (rt_heap_add_region(&heap, memory, sizeof(memory)) < 0) ...
 *     struct packet *packet = rt_heap_alloc(&heap, sizeof(*packet));
 *     ...
 *     rt_heap_free(&heap, packet);
 *
 * All blocks are aligned to 16 bytes. A block has a header of 4 bytes, on rv32 and rv64. Block and
 * header together are rounded up to a multiple of 16 bytes.
 *
 * Every function runs a constant number of steps with interrupts off and may be called from
 * handlers. rt_heap_resize may too, but copies if it has to move the block. The time of
 * rt_heap_check and of RT_HEAP_CHECKED heaps is not constant: keep them out of handlers. A heap
 * used by several harts must be RT_HEAP_SHARED.
 *
 * Misuse ends in rt_panic with the caller's address: a double free, freeing an address that is not
 * a block, a write past a block's end. docs/heap.md lists when each is detected.
 *
 * With HEAP in rivet_add_firmware, the firmware's malloc is such a heap. See rt/malloc.h.
 */
#ifndef RT_HEAP_H
#define RT_HEAP_H

#include <hal/status.h>
#include <rt/lock.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Every block's alignment, in bytes. */
#define RT_HEAP_ALIGNMENT 16

/** The largest region, and so the largest block: 64 MiB. */
#define RT_HEAP_REGION_MAX ((size_t)1 << 26)

enum {
    RT_HEAP_REGIONS = 6,   /**< Maximum number of regions of a heap. */
    RT_HEAP_CLASSES = 192, /**< Number of free lists, one for each size class. */
};

/** Options of rt_heap_init. */
enum {
    /**
     * Fill memory when it is freed and verify the fill pattern when it is reallocated, to detect
     * writes to freed blocks. Fill fresh blocks with a non-zero pattern. Mark the end of the
     * requested bytes, to detect writes past it. Takes time in proportion to the block's size.
     */
    RT_HEAP_CHECKED = 1,
    /**
     * Take a lock in addition to turning interrupts off, so that several harts may use the heap.
     */
    RT_HEAP_SHARED = 2,
};

/** @cond internal */
struct rt_heap_region {
    uintptr_t first; /* address of the first block */
    size_t bytes;    /* from there to the end marker */
};
/** @endcond */

struct rt_heap;

/**
 * Called without the heap's lock if a request can't be served. Free something and return true to
 * retry the request, or return false to make the request return NULL.
 *
 * @param heap The exhausted heap; its blocks may be freed.
 * @param size The requested size in bytes; SIZE_MAX if calloc's product overflowed.
 * @param caller The address of the caller.
 */
typedef bool rt_heap_exhausted(struct rt_heap *heap, size_t size, const void *caller);

/** A heap's control block, at most 1 KiB. Its members are internal. */
struct rt_heap {
    /** @cond internal */
    int32_t first[RT_HEAP_CLASSES]; /* a list of free blocks for each size class */
    uint32_t fast_limit;            /* requests below this take the fast path */
    unsigned long map[RT_HEAP_CLASSES / (8 * sizeof(unsigned long))]; /* non-empty lists */
    struct rt_heap_region fast_region; /* blocks in it take the fast path when freed */
    size_t used, peak, allocations, frees, failures, total;
    struct rt_heap_region regions[RT_HEAP_REGIONS];
    char *reserve, *reserve_end; /* added as regions when the regions are exhausted */
    rt_heap_exhausted *exhausted;
    uint32_t region_count;
    uint32_t options;
    struct rt_lock lock;
    /** @endcond */
};

/** What rt_heap_get_stats reports. Byte counts include block headers. */
struct rt_heap_stats {
    size_t total;       /**< Bytes in all blocks. */
    size_t used;        /**< Bytes in allocated blocks. */
    size_t free;        /**< Bytes in free blocks; used + free == total. */
    size_t peak;        /**< The highest value of used so far. */
    size_t largest;     /**< The largest request that would succeed now; 0 if none would. */
    size_t blocks;      /**< Blocks allocated and not yet freed. */
    size_t allocations; /**< Blocks allocated since rt_heap_init. */
    size_t failures;    /**< Failed requests since rt_heap_init. */
};

/** What rt_heap_check found. */
struct rt_heap_fault {
    const char *what;  /**< The fault: a sentence without its full stop. */
    const void *where; /**< The damaged block, or part of the control block. */
};

/**
 * Initialises @p heap without memory.
 *
 * @param heap Its old contents are ignored.
 * @param options 0, RT_HEAP_CHECKED, RT_HEAP_SHARED, or both.
 */
void rt_heap_init(struct rt_heap *heap, unsigned options);

/**
 * Adds @p bytes of memory at @p start to the heap. May be called up to RT_HEAP_REGIONS times.
 *
 * The memory needs no alignment and belongs to the heap from then on. The heap reserves up to 19
 * bytes at each end.
 *
 * @return 0; HAL_ERR_INVALID if the memory is smaller than 64 bytes or larger than
 * RT_HEAP_REGION_MAX, overlaps a region of the heap or the control block, or is 2 GiB or more away
 * from the control block; HAL_ERR_UNSUPPORTED if the heap already has RT_HEAP_REGIONS regions.
 */
HAL_NODISCARD int rt_heap_add_region(struct rt_heap *heap, void *start, size_t bytes);

/**
 * Sets the function to call when a request can't be served. With NULL, the default, the allocation
 * returns NULL.
 */
void rt_heap_on_exhausted(struct rt_heap *heap, rt_heap_exhausted *exhausted);

/**
 * Allocates @p size bytes. A @p size of 0 also returns a block with a unique address.
 *
 * @return the block, or NULL if no free block is large enough.
 */
HAL_NODISCARD __attribute__((malloc, alloc_size(2))) void *rt_heap_alloc(struct rt_heap *heap,
                                                                         size_t size);

/**
 * Allocates @p size bytes at a multiple of @p alignment, a power of two. The block is no larger
 * than one of rt_heap_alloc, but the allocation needs a free block with @p alignment - 16 extra
 * bytes.
 *
 * @return the block, or NULL if no free block is large enough or @p alignment is not a power of
 * two.
 */
HAL_NODISCARD __attribute__((malloc, alloc_size(3))) void *
rt_heap_alloc_aligned(struct rt_heap *heap, size_t alignment, size_t size);

/**
 * Resizes @p block to @p size bytes: in place if possible, else by moving its contents.
 *
 * If @p block is NULL, allocates a block. Bytes beyond the old size are indeterminate.
 *
 * @return the block, moved or not; or NULL if no free block is large enough, with @p block
 * unchanged.
 */
HAL_NODISCARD __attribute__((alloc_size(3))) void *rt_heap_resize(struct rt_heap *heap, void *block,
                                                                  size_t size);

/** Frees @p block. NULL does nothing. */
void rt_heap_free(struct rt_heap *heap, void *block);

/**
 * The usable bytes of @p block, at least the requested size; just that in a checked heap. A resize
 * up to this never moves it.
 */
HAL_NODISCARD size_t rt_heap_usable_size(struct rt_heap *heap, const void *block);

/** Reads the heap's statistics, in constant time. */
void rt_heap_get_stats(struct rt_heap *heap, struct rt_heap_stats *stats);

/**
 * Verifies every block, list and count. Holds the lock for a time in proportion to the number of
 * blocks.
 *
 * @param heap The heap; it may be in use.
 * @param fault Filled in if a fault is found; may be NULL.
 * @return 0 or HAL_ERR_CORRUPT.
 */
HAL_NODISCARD int rt_heap_check(struct rt_heap *heap, struct rt_heap_fault *fault);

#ifdef __cplusplus
}
#endif

#endif
