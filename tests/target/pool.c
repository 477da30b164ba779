/* SPDX-License-Identifier: MIT */
/* Pools: allocation, and the name of each mistake. */
#include <rt/pool.h>
#include <rt/test.h>

#include <string.h>

enum {
    SIZE = 20,
    COUNT = 5
};

RT_POOL(pool, SIZE, COUNT);
RT_POOL_CHECKED(checked, SIZE, COUNT);

static void check(void)
{
    RT_EXPECT_EQ(rt_pool_check(&pool), 0);
    RT_EXPECT_EQ(rt_pool_check(&checked), 0);
}

RT_TEST_FIXTURE(NULL, check);

/* Hides the pointer from the compiler. */
static void *hidden(void *pointer)
{
    __asm__("" : "+r"(pointer));
    return pointer;
}

static struct rt_pool_stats figures(void)
{
    struct rt_pool_stats stats;

    rt_pool_get_stats(&pool, &stats);
    return stats;
}

static void use_all_of(struct rt_pool *which)
{
    char *blocks[COUNT];

    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < COUNT; i++) {
            blocks[i] = rt_pool_alloc(which);
            RT_REQUIRE_NE(blocks[i], NULL);
            RT_EXPECT_EQ((uintptr_t)blocks[i] % RT_POOL_ALIGNMENT, 0);
            memset(blocks[i], i, SIZE);
        }
        RT_EXPECT_EQ(rt_pool_alloc(which), NULL);
        for (int i = 0; i < COUNT; i++) {
            int one = i * (round + 1) % COUNT;

            RT_EXPECT_EQ(blocks[one][0], one);
            RT_EXPECT_EQ(blocks[one][SIZE - 1], one);
            rt_pool_free(which, blocks[one]);
            check();
        }
    }
}

RT_TEST(all_blocks_can_be_used_again_and_again)
{
    use_all_of(&pool);
    use_all_of(&checked);
}

RT_TEST(the_last_freed_is_the_next_given)
{
    void *first = rt_pool_alloc(&pool);
    void *second = rt_pool_alloc(&pool);

    rt_pool_free(&pool, first);
    rt_pool_free(&pool, second);
    RT_EXPECT_EQ(rt_pool_alloc(&pool), second);
    RT_EXPECT_EQ(rt_pool_alloc(&pool), first);
}

RT_TEST(free_of_null_does_nothing)
{
    rt_pool_free(&pool, NULL);
    rt_pool_free(&checked, NULL);
}

RT_TEST(the_figures_count)
{
    void *blocks[2] = {rt_pool_alloc(&pool), rt_pool_alloc(&pool)};

    rt_pool_free(&pool, blocks[0]);
    RT_EXPECT_EQ(figures().blocks, COUNT);
    RT_EXPECT_EQ(figures().used, 1);
    RT_EXPECT_EQ(figures().peak, 2);
    rt_pool_free(&pool, blocks[1]);
    RT_EXPECT_EQ(figures().used, 0);
}

RT_TEST(a_pool_can_be_made_when_running)
{
    static char memory[RT_POOL_BYTES(24, 3) + 5] __attribute__((aligned(16)));
    struct rt_pool made;

    RT_EXPECT_EQ(rt_pool_init(&made, memory, sizeof(memory), 24, false), 3);
    RT_EXPECT_EQ(rt_pool_init(&made, memory, sizeof(memory), 24, true), 3);
    for (int i = 0; i < 3; i++) {
        RT_EXPECT_NE(rt_pool_alloc(&made), NULL);
    }
    RT_EXPECT_EQ(rt_pool_alloc(&made), NULL);
    RT_EXPECT_EQ(rt_pool_init(&made, memory, RT_POOL_BYTES(24, 1) - 1, 24, false), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_pool_init(&made, memory + 1, sizeof(memory) - 1, 24, false), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_pool_init(&made, memory, sizeof(memory), 0, false), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_pool_init(&made, memory, sizeof(memory), SIZE_MAX, false), HAL_ERR_INVALID);
#if UINTPTR_MAX > UINT32_MAX
    RT_EXPECT_GT(rt_pool_init(&made, memory, INT32_MAX, 24, false), 0);
    RT_EXPECT_EQ(rt_pool_init(&made, memory, INT32_MAX + 1UL, 24, false), HAL_ERR_INVALID);
#endif
}

static const struct kind {
    const char *label;
    struct rt_pool *pool;
} kinds[] = {{"plain", &pool}, {"checked", &checked}};

RT_TEST_TABLE(a_check_finds_a_destroyed_tag, kinds)
{
    char *blocks[3];

    for (int i = 0; i < 3; i++) {
        blocks[i] = rt_pool_alloc(row->pool);
    }
    rt_pool_free(row->pool, blocks[1]);
    RT_EXPECT_EQ(rt_pool_check(row->pool), 0);
    uintptr_t *tag = (uintptr_t *)hidden(blocks[1]) - 1;
    uintptr_t kept = *tag;
    *tag ^= 1;
    RT_EXPECT_EQ(rt_pool_check(row->pool), HAL_ERR_CORRUPT);
    *tag = kept;
    rt_pool_free(row->pool, blocks[0]);
    rt_pool_free(row->pool, blocks[2]);
}

/* rt_test has no table of must-panic cases: each is written for both kinds. */
static void free_twice(struct rt_pool *which)
{
    void *block = rt_pool_alloc(which);

    rt_pool_free(which, rt_pool_alloc(which));
    rt_pool_free(which, block);
    rt_pool_free(which, hidden(block));
}

RT_TEST_PANICS(a_double_free_is_named, "double free")
{
    free_twice(&pool);
}

RT_TEST_PANICS(a_double_free_is_named_in_a_checked_pool, "double free")
{
    free_twice(&checked);
}

RT_TEST_PANICS(a_pointer_into_a_block_is_named, "not a block of this pool")
{
    char *block = rt_pool_alloc(&pool);

    rt_pool_free(&pool, block + sizeof(uintptr_t));
}

RT_TEST_PANICS(a_pointer_into_a_block_is_named_in_a_checked_pool, "not a block of this pool")
{
    char *block = rt_pool_alloc(&checked);

    rt_pool_free(&checked, block + sizeof(uintptr_t));
}

RT_TEST_PANICS(a_block_of_another_pool_is_named, "not a block of this pool")
{
    rt_pool_free(&pool, rt_pool_alloc(&checked));
}

RT_TEST_PANICS(a_block_never_handed_out_is_named, "not a block of this pool")
{
    char *block = rt_pool_alloc(&pool);

    rt_pool_free(&pool, block + RT_POOL_STRIDE(SIZE));
}

RT_TEST_PANICS(an_overrun_into_a_used_block_is_named, "was overrun")
{
    char *block = rt_pool_alloc(&pool);
    char *after = rt_pool_alloc(&pool);

    memset(hidden(block), 0x41, RT_POOL_STRIDE(SIZE) - 1);
    rt_pool_free(&pool, after);
}

RT_TEST_PANICS(an_overrun_into_a_free_block_is_named, "was written to")
{
    char *block = rt_pool_alloc(&pool);

    rt_pool_free(&pool, rt_pool_alloc(&pool));
    memset(hidden(block), 0x41, RT_POOL_STRIDE(SIZE) - 1);
    RT_EXPECT_EQ(rt_pool_alloc(&pool), NULL);
}

RT_TEST_PANICS(use_after_free_is_seen_in_a_checked_pool, "was written to")
{
    char *block = rt_pool_alloc(&checked);

    rt_pool_free(&checked, block);
    *(char *)hidden(block) = 0;
    RT_EXPECT_EQ(rt_pool_alloc(&checked), NULL);
}
