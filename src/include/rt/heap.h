/* SPDX-License-Identifier: MIT */
/** @file
 * A heap for firmware: every operation in constant time, misuse caught and named.
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
 * All blocks are aligned to 16 bytes. A block costs 4 bytes of header, on rv32 and rv64 alike, and
 * is rounded up so that block and header are a multiple of 16 bytes.
 *
 * Every function works with interrupts off for its constant number of steps, and so may be called
 * from interrupt handlers; rt_heap_resize too, but it copies when it has to move. rt_heap_check and
 * RT_HEAP_CHECKED heaps take time that grows: keep them out of handlers. A heap that several harts
 * use must be RT_HEAP_SHARED.
 *
 * Misuse ends in rt_panic, with the caller's address: freeing twice, freeing what is no block, a
 * block written past its end. docs/heap.md says what is seen when.
 *
 * The firmware's malloc is such a heap: give rivet_add_firmware a HEAP. See rt/malloc.h.
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

/** The most memory one region, and so one block, may have: 64 MiB. */
#define RT_HEAP_REGION_MAX ((size_t)1 << 26)

enum {
    RT_HEAP_REGIONS = 6,   /**< The most regions one heap may have. */
    RT_HEAP_CLASSES = 192, /**< Lists of free blocks, one for each class of sizes. */
};

/** Options of rt_heap_init. */
enum {
    /**
     * Fill memory when it is freed and look at the filling when it is handed out again, so that a
     * write to a freed block is seen; fill fresh blocks with a pattern that is not zero. Costs
     * time in proportion to the block's size.
     */
    RT_HEAP_CHECKED = 1,
    /** Take a lock as well as turning interrupts off, so that several harts may use the heap. */
    RT_HEAP_SHARED = 2,
};

/** @cond internal */
struct rt_heap_region {
    uintptr_t first; /* address of the first block */
    size_t bytes;    /* from there to the end mark */
};
/** @endcond */

struct rt_heap;

/**
 * What to do when a request can't be served: free something and return true to have it tried
 * again, or return false to have it answered with NULL. Called without the heap's lock.
 *
 * @param heap The heap without room, whose blocks may be freed.
 * @param size What was asked for, in bytes; SIZE_MAX if calloc's product overflowed.
 * @param caller The address that asked.
 */
typedef bool rt_heap_exhausted(struct rt_heap *heap, size_t size, const void *caller);

/** The control block. Its members are the heap's own; at most 1 KiB. */
struct rt_heap {
    /** @cond internal */
    int32_t first[RT_HEAP_CLASSES]; /* a list of free blocks for each class of sizes */
    uint32_t fast_limit;            /* requests below this take the fast path */
    unsigned long map[RT_HEAP_CLASSES / (8 * sizeof(unsigned long))]; /* lists not empty */
    struct rt_heap_region fast_region; /* blocks in here take the fast path when freed */
    size_t used, peak, allocations, frees, failures, total;
    struct rt_heap_region regions[RT_HEAP_REGIONS];
    char *reserve, *reserve_end; /* memory that becomes regions once what there is won't do */
    rt_heap_exhausted *exhausted;
    uint32_t region_count;
    uint32_t options;
    struct rt_lock lock;
    /** @endcond */
};

/** What rt_heap_stats reports. Bytes count whole blocks, their headers included. */
struct rt_heap_stats {
    size_t total;       /**< Bytes in blocks, free or not. */
    size_t used;        /**< Bytes in blocks handed out. */
    size_t free;        /**< Bytes in free blocks; used + free == total. */
    size_t peak;        /**< The highest value of used so far. */
    size_t largest;     /**< The largest request that would succeed now; 0 if none would. */
    size_t blocks;      /**< Blocks handed out and not yet freed. */
    size_t allocations; /**< Blocks handed out since rt_heap_init. */
    size_t failures;    /**< Requests refused since rt_heap_init. */
};

/** What rt_heap_check found. */
struct rt_heap_fault {
    const char *what;  /**< A sentence without its full stop. */
    const void *where; /**< The block, or the part of the control block. */
};

/**
 * Makes @p heap an empty heap without memory.
 *
 * @param heap Its old contents do not matter.
 * @param options 0, or RT_HEAP_CHECKED and RT_HEAP_SHARED, or one of them.
 */
void rt_heap_init(struct rt_heap *heap, unsigned options);

/**
 * Gives the heap @p bytes of memory at @p start to hand out; up to RT_HEAP_REGIONS times.
 *
 * The memory needs no alignment and is the heap's from then on. The heap keeps up to 19 bytes at
 * the start and 19 at the end for itself.
 *
 * @return 0; HAL_ERR_INVALID if the memory is smaller than 64 bytes or larger than
 * RT_HEAP_REGION_MAX, overlaps a region the heap has, or is 2 GiB or further from the control
 * block, or over it; HAL_ERR_UNSUPPORTED if the heap has RT_HEAP_REGIONS regions.
 */
HAL_NODISCARD int rt_heap_add_region(struct rt_heap *heap, void *start, size_t bytes);

/** Sets what is done when a request can't be served; The default (NULL) makes the allocation return
 * NULL. */
void rt_heap_on_exhausted(struct rt_heap *heap, rt_heap_exhausted *exhausted);

/**
 * Allocates @p size bytes; 0 gives a block too, of its own address.
 *
 * @return the block, or NULL if no free block is large enough.
 */
HAL_NODISCARD __attribute__((malloc, alloc_size(2))) void *rt_heap_alloc(struct rt_heap *heap,
                                                                         size_t size);

/**
 * Allocates @p size bytes at a multiple of @p alignment, a power of two. It takes no more memory
 * than rt_heap_alloc, but needs a free block that has @p alignment - 16 bytes to spare.
 *
 * @return the block, or NULL if no free block is large enough or @p alignment is no power of two.
 */
HAL_NODISCARD __attribute__((malloc, alloc_size(3))) void *
rt_heap_alloc_aligned(struct rt_heap *heap, size_t alignment, size_t size);

/**
 * Makes @p block hold @p size bytes: in place if it can, else by moving its contents.
 *
 * A NULL block is allocated. The part beyond the old size holds anything.
 *
 * @return the block, moved or not; or NULL if there is no room, and @p block is as it was.
 */
HAL_NODISCARD __attribute__((alloc_size(3))) void *rt_heap_resize(struct rt_heap *heap, void *block,
                                                                  size_t size);

/** Gives @p block back. NULL does nothing. */
void rt_heap_free(struct rt_heap *heap, void *block);

/** The bytes @p block really has, at least those asked for; a resize up to there never moves it. */
HAL_NODISCARD size_t rt_heap_usable_size(struct rt_heap *heap, const void *block);

/** Reads the heap's figures, in constant time. */
void rt_heap_stats(struct rt_heap *heap, struct rt_heap_stats *stats);

/**
 * Verifies every block, list and count. Takes time in proportion to the number of blocks, with the
 * lock held.
 *
 * @param heap The heap, in use or not.
 * @param fault Filled in when something is wrong; may be NULL.
 * @return 0 or HAL_ERR_CORRUPT.
 */
HAL_NODISCARD int rt_heap_check(struct rt_heap *heap, struct rt_heap_fault *fault);

#ifdef __cplusplus
}
#endif

#endif
