/* SPDX-License-Identifier: MIT */
/*
 * The slow paths of pools. See rt/pool.h.
 */
#include "base/panic_text.h"

#include <rt/pool.h>

/* The fill pattern of free blocks in a checked pool. */
#define FREED_WORD ((uintptr_t)0xdfdfdfdfdfdfdfdfULL)

static bool is_checked(const struct rt_pool *pool)
{
    return pool->end != pool->limit;
}

static char **list_of(struct rt_pool *pool)
{
    return is_checked(pool) ? &pool->list : &pool->free;
}

/* Whether @p block is a block of the pool or the end of its list. */
static bool is_place(const struct rt_pool *pool, const char *block)
{
    return block >= pool->start && block <= pool->limit &&
           (size_t)(block - pool->start) % pool->stride == 0;
}

static size_t words_of(const struct rt_pool *pool)
{
    return pool->stride / sizeof(uintptr_t) - 1;
}

static void fill(const struct rt_pool *pool, char *block)
{
    rt_pool_tag *words = (rt_pool_tag *)(void *)block;

    for (size_t i = 0; i < words_of(pool); i++) {
        words[i] = FREED_WORD;
    }
}

static bool is_filled(const struct rt_pool *pool, char *block)
{
    const rt_pool_tag *words = (const rt_pool_tag *)(void *)block;

    for (size_t i = 0; i < words_of(pool); i++) {
        if (words[i] != FREED_WORD) {
            return false;
        }
    }
    return true;
}

int rt_pool_init(struct rt_pool *pool, void *memory, size_t bytes, size_t size, bool checked)
{
    char *start = (char *)memory + RT_POOL_ALIGNMENT;
    size_t count;

    if (size == 0 || size > bytes || bytes < RT_POOL_BYTES(size, 1) || bytes > INT32_MAX ||
        (uintptr_t)memory % RT_POOL_ALIGNMENT != 0) {
        return HAL_ERR_INVALID;
    }
    count = (bytes - RT_POOL_ALIGNMENT) / RT_POOL_STRIDE(size);
    *pool = (struct rt_pool){.start = start,
                             .fresh = start,
                             .stride = RT_POOL_STRIDE(size),
                             .limit = start + count * RT_POOL_STRIDE(size)};
    pool->end = checked ? start : pool->limit;
    pool->free = pool->end;
    pool->list = pool->limit;
    return (int)count;
}

/* Takes the first block of the list, or else a fresh one. */
static char *take(struct rt_pool *pool, const void *caller)
{
    char **list = list_of(pool);
    char *block = *list;

    if (block == pool->limit) {
        if (pool->fresh == pool->limit) {
            return NULL;
        }
        block = pool->fresh;
        pool->fresh += pool->stride;
    } else {
        char *next = (char *)*rt_pool_tag_of(block);

        if (!is_place(pool, next) || (is_checked(pool) && !is_filled(pool, block))) {
            PANIC("pool: the free block %p was written to: use after free, or an overrun of the "
                  "block before it; seen at %p",
                  (void *)block, caller);
        }
        *list = next;
    }
    *rt_pool_tag_of(block) = (uintptr_t)pool;
    return block;
}

void *rt_pool_alloc_slowly(struct rt_pool *pool)
{
    const void *caller = __builtin_return_address(0);
    unsigned long state = rt_critical_enter();
    char *block = take(pool, caller);

    rt_critical_exit(state);
    return block;
}

__attribute__((noreturn)) static void refuse(const struct rt_pool *pool, char *block,
                                             const void *caller)
{
    if (!is_place(pool, block) || block >= pool->fresh) {
        PANIC("pool: %p is not a block of this pool; called from %p", (void *)block, caller);
    }
    if (is_place(pool, (char *)*rt_pool_tag_of(block))) {
        PANIC("pool: double free: block %p was freed before; called from %p", (void *)block,
              caller);
    }
    PANIC("pool: the block before %p was overrun: the word between them is destroyed; called "
          "from %p",
          (void *)block, caller);
}

void rt_pool_free_slowly(struct rt_pool *pool, void *block)
{
    const void *caller = __builtin_return_address(0);
    unsigned long state;

    if (block == NULL) {
        return;
    }
    state = rt_critical_enter();
    if (!is_place(pool, block) || block == pool->limit ||
        *rt_pool_tag_of(block) != (uintptr_t)pool) {
        refuse(pool, block, caller);
    }
    *rt_pool_tag_of(block) = (uintptr_t)*list_of(pool);
    *list_of(pool) = block;
    if (is_checked(pool)) {
        fill(pool, block);
    }
    rt_critical_exit(state);
}

/* Counts the blocks in the list; returns @p blocks + 1 if the list is broken. */
static size_t count_free(struct rt_pool *pool, size_t blocks)
{
    const char *block = *list_of(pool);
    size_t count = 0;

    while (block != pool->limit) {
        if (!is_place(pool, block) || block >= pool->fresh || count == blocks) {
            return blocks + 1;
        }
        block = (const char *)*rt_pool_tag_of((char *)(uintptr_t)block);
        count++;
    }
    return count;
}

void rt_pool_get_stats(struct rt_pool *pool, struct rt_pool_stats *stats)
{
    unsigned long state = rt_critical_enter();

    stats->blocks = (size_t)(pool->limit - pool->start) / pool->stride;
    stats->peak = (size_t)(pool->fresh - pool->start) / pool->stride;
    stats->used = stats->peak - count_free(pool, stats->peak);
    rt_critical_exit(state);
}

/* Whether the tags agree with the list and, in a checked pool, free blocks still have the
 * pattern. */
static bool check(struct rt_pool *pool)
{
    size_t used = 0;
    size_t free = 0;

    for (char *block = pool->start; block != pool->fresh; block += pool->stride) {
        if (*rt_pool_tag_of(block) == (uintptr_t)pool) {
            used++;
        } else if (is_checked(pool) && !is_filled(pool, block)) {
            return false;
        } else {
            free++;
        }
    }
    return count_free(pool, used + free) == free;
}

int rt_pool_check(struct rt_pool *pool)
{
    unsigned long state = rt_critical_enter();
    bool sound = check(pool);

    rt_critical_exit(state);
    return sound ? 0 : HAL_ERR_CORRUPT;
}
