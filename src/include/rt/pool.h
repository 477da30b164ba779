/* SPDX-License-Identifier: MIT */
/** @file
 * Pools of fixed-size blocks. They suit firmware without a heap.
 *
 *     RT_POOL(packets, sizeof(struct packet), 32);
 *
 *     struct packet *packet = rt_pool_alloc(&packets);
 *     ...
 *     rt_pool_free(&packets, packet);
 *
 * A pool needs no initialisation. Allocating and freeing take a dozen inline instructions each,
 * with interrupts off, and handlers may do both. Harts that share a pool must protect it with a
 * lock. A block has one word of overhead and is aligned to two words.
 *
 * Misuse ends in rt_panic with the address of the call. A pool detects a double free, freeing an
 * address that is not one of its blocks, and a write past a block's end. An RT_POOL_CHECKED pool
 * also detects a write to a free block.
 */
#ifndef RT_POOL_H
#define RT_POOL_H

#include <hal/status.h>
#include <rt/critical.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The alignment of a pool's blocks, in bytes. */
#define RT_POOL_ALIGNMENT (2 * sizeof(uintptr_t))

/** The distance in bytes between blocks of @p size. */
#define RT_POOL_STRIDE(size) \
    (((size) + sizeof(uintptr_t) + RT_POOL_ALIGNMENT - 1) / RT_POOL_ALIGNMENT * RT_POOL_ALIGNMENT)

/** The bytes of memory that a pool needs, aligned to RT_POOL_ALIGNMENT. */
#define RT_POOL_BYTES(size, count) (RT_POOL_STRIDE(size) * (count) + RT_POOL_ALIGNMENT)

/** Defines a static pool of @p count blocks of @p size bytes, each 1 or more. */
#define RT_POOL(name, size, count) RT_POOL_DEFINE(name, size, count, RT_POOL_BYTES(size, count))

/**
 * The same, but freed blocks are filled with a pattern that is verified when they are reallocated.
 * Takes time in proportion to the size.
 */
#define RT_POOL_CHECKED(name, size, count) RT_POOL_DEFINE(name, size, count, RT_POOL_ALIGNMENT)

/**
 * A pool. Its members are internal.
 *
 * A tag precedes each block: the next free block, or the pool if the block is in use. The list of
 * free blocks ends with the address after the last block. Blocks that were never used are not in
 * this list. In a checked pool `free` and `end` are set so that the inline fast path always misses.
 */
struct rt_pool {
    /** @cond internal */
    char *free;    /* the list of the fast paths */
    char *start;   /* the first block */
    char *end;     /* after the last block; in a checked pool, start */
    char *list;    /* the list of a checked pool */
    char *fresh;   /* the first block that was never used */
    char *limit;   /* after the last block */
    size_t stride; /* from block to block */
    /** @endcond */
};

/** What rt_pool_get_stats reports. */
struct rt_pool_stats {
    size_t blocks; /**< Blocks in the pool. */
    size_t used;   /**< Blocks allocated now. */
    size_t peak;   /**< The highest value of used so far. */
};

/**
 * Initialises a pool in memory that is not known at compile time.
 *
 * @param pool Its old contents are ignored.
 * @param memory Aligned to RT_POOL_ALIGNMENT; belongs to the pool from then on.
 * @param bytes At least RT_POOL_BYTES(size, 1).
 * @param size A block's size in bytes; 1 or more.
 * @param checked Whether freed blocks are filled, as in an RT_POOL_CHECKED pool.
 * @return the number of blocks, or HAL_ERR_INVALID.
 */
HAL_NODISCARD int rt_pool_init(struct rt_pool *pool, void *memory, size_t bytes, size_t size,
                               bool checked);

/** Reads the pool's statistics. Takes time in proportion to its free blocks, interrupts off. */
void rt_pool_get_stats(struct rt_pool *pool, struct rt_pool_stats *stats);

/**
 * Returns 0, or HAL_ERR_CORRUPT if a tag or, in a checked pool, a free block was overwritten. Turns
 * interrupts off for a time in proportion to the number of blocks.
 */
HAL_NODISCARD int rt_pool_check(struct rt_pool *pool);

/** @cond internal */

/* The slow paths of rt_pool_alloc and rt_pool_free: fresh blocks, checked pools, misuse. */
__attribute__((noinline)) void *rt_pool_alloc_slowly(struct rt_pool *pool);
__attribute__((noinline)) void rt_pool_free_slowly(struct rt_pool *pool, void *block);

typedef uintptr_t __attribute__((may_alias)) rt_pool_tag;

static inline rt_pool_tag *rt_pool_tag_of(char *block)
{
    return (rt_pool_tag *)((uintptr_t)block - sizeof(rt_pool_tag));
}

/** @endcond */

/** Allocates a block of @p pool; NULL if all are in use. Callable from anywhere. */
HAL_NODISCARD static inline void *rt_pool_alloc(struct rt_pool *pool)
{
    unsigned long state = rt_critical_enter();
    char *block = pool->free;
    char *end = pool->end;

    if (__builtin_expect(block != end, 1)) {
        char *next = (char *)*rt_pool_tag_of(block);

        if (__builtin_expect(next >= pool->start && next <= end, 1)) {
            pool->free = next;
            *rt_pool_tag_of(block) = (uintptr_t)pool;
            rt_critical_exit(state);
            return block;
        }
    }
    rt_critical_exit(state);
    return rt_pool_alloc_slowly(pool);
}

/** Returns @p block to @p pool. NULL does nothing. Callable from anywhere. */
static inline void rt_pool_free(struct rt_pool *pool, void *block)
{
    if (__builtin_expect((char *)block >= pool->start && (char *)block < pool->end, 1)) {
        unsigned long state = rt_critical_enter();
        rt_pool_tag *tag = rt_pool_tag_of((char *)block);

        if (__builtin_expect(*tag == (uintptr_t)pool, 1)) {
            *tag = (uintptr_t)pool->free;
            pool->free = (char *)block;
            rt_critical_exit(state);
            return;
        }
        rt_critical_exit(state);
    }
    rt_pool_free_slowly(pool, block);
}

/** @cond internal */

#define RT_POOL_DEFINE(name, size, count, quick)          \
    static char name##_memory[RT_POOL_BYTES(size, count)] \
        __attribute__((aligned(2 * __SIZEOF_POINTER__))); \
    /* In the order of the members, for C++17. */         \
    static struct rt_pool name = {                        \
        name##_memory + (quick),                          \
        name##_memory + RT_POOL_ALIGNMENT,                \
        name##_memory + (quick),                          \
        name##_memory + RT_POOL_BYTES(size, count),       \
        name##_memory + RT_POOL_ALIGNMENT,                \
        name##_memory + RT_POOL_BYTES(size, count),       \
        RT_POOL_STRIDE(size),                             \
    }

/** @endcond */

#ifdef __cplusplus
}
#endif

#endif
