/* SPDX-License-Identifier: MIT */
/* The heap, on the target and on the host: allocations, refusals, statistics and integrity. */
#include "../out_of_line.h"
#include "heap_model.h"

#include <rt/test.h>

#include <string.h>

enum {
    BYTES = 64 * 1024
};

static struct rt_heap heap;
static char memory[BYTES] __attribute__((aligned(16)));

static void start(void)
{
    rt_heap_init(&heap, 0);
    RT_REQUIRE_EQ(rt_heap_add_region(&heap, memory, sizeof(memory)), 0);
}

static void check(void)
{
    struct rt_heap_fault fault = {"", NULL};

    RT_EXPECT_EQ(rt_heap_check(&heap, &fault), 0);
    RT_EXPECT_STR_EQ(fault.what, "");
}

static struct rt_heap_stats figures(void)
{
    struct rt_heap_stats stats;

    rt_heap_get_stats(&heap, &stats);
    return stats;
}

RT_TEST_FIXTURE(start, check);

/* Like rt_heap_alloc, but hides the size from the compiler, so that the whole block may be
 * written. */
OUT_OF_LINE static char *take(size_t size)
{
    return rt_heap_alloc(&heap, size);
}

RT_TEST(the_control_block_fits_in_1_kib)
{
    RT_EXPECT_LE(sizeof(struct rt_heap), 1024);
}

RT_TEST(a_new_heap_is_one_free_block)
{
    RT_EXPECT_EQ(figures().total, BYTES - 16);
    RT_EXPECT_EQ(figures().free, BYTES - 16);
    RT_EXPECT_EQ(figures().used, 0);
    RT_EXPECT_EQ(figures().largest, BYTES - 20);
}

RT_TEST(a_heap_without_memory_refuses)
{
    rt_heap_init(&heap, 0);
    RT_EXPECT_EQ(rt_heap_alloc(&heap, 1), NULL);
    RT_EXPECT_EQ(rt_heap_alloc_aligned(&heap, 64, 1), NULL);
    RT_EXPECT_EQ(figures().largest, 0);
    RT_EXPECT_EQ(figures().failures, 2);
}

RT_TEST(blocks_of_every_size_are_aligned_and_apart)
{
    char *end = NULL;

    for (size_t size = 0; size < 300; size++) {
        char *block = rt_heap_alloc(&heap, size);

        RT_REQUIRE_NE(block, NULL);
        RT_REQUIRE_EQ((uintptr_t)block % RT_HEAP_ALIGNMENT, 0);
        RT_REQUIRE(block >= end && block >= memory && block + size <= memory + BYTES);
        memset(block, 0xff, size);
        end = block + size;
    }
}

RT_TEST(a_block_costs_4_bytes)
{
    size_t before = figures().free;
    void *block = rt_heap_alloc(&heap, 12);

    RT_EXPECT_EQ(rt_heap_usable_size(&heap, block), 12);
    RT_EXPECT_EQ(before - figures().free, 16);
    block = rt_heap_alloc(&heap, 13);
    RT_EXPECT_EQ(rt_heap_usable_size(&heap, block), 28);
    RT_EXPECT_EQ(before - figures().free, 16 + 32);
}

RT_TEST(all_that_is_usable_may_be_written)
{
    char *blocks[64];

    for (size_t i = 0; i < 64; i++) {
        blocks[i] = take(i * 7);
        RT_REQUIRE_NE(blocks[i], NULL);
        memset(blocks[i], (int)i, rt_heap_usable_size(&heap, blocks[i]));
    }
    check();
    for (size_t i = 0; i < 64; i++) {
        RT_EXPECT_EQ(blocks[i][rt_heap_usable_size(&heap, blocks[i]) - 1], (char)i);
    }
}

RT_TEST(size_zero_gives_a_block_of_its_own)
{
    void *first = rt_heap_alloc(&heap, 0);
    void *second = rt_heap_alloc(&heap, 0);

    RT_EXPECT_NE(first, NULL);
    RT_EXPECT_NE(second, NULL);
    RT_EXPECT_NE(first, second);
    rt_heap_free(&heap, first);
    rt_heap_free(&heap, second);
    RT_EXPECT_EQ(figures().used, 0);
}

static const struct huge {
    const char *label;
    size_t size;
} huge[] = {
    {"the_heap", BYTES},
    {"64_mib_less_36", RT_HEAP_REGION_MAX - 36},
    {"64_mib_less_32", RT_HEAP_REGION_MAX - 32},
    {"64_mib_less_4", RT_HEAP_REGION_MAX - 4},
    {"64_mib", RT_HEAP_REGION_MAX},
    {"half_of_all", SIZE_MAX / 2},
    {"all_less_19", SIZE_MAX - 19},
    {"all_less_16", SIZE_MAX - 16},
    {"all_less_4", SIZE_MAX - 4},
    {"all", SIZE_MAX},
};

RT_TEST_TABLE(huge_sizes_are_refused, huge)
{
    void *block = rt_heap_alloc(&heap, 40);

    RT_EXPECT_EQ(take(row->size), NULL);
    RT_EXPECT_EQ(rt_heap_alloc_aligned(&heap, 4096, row->size), NULL);
    RT_EXPECT_EQ(rt_heap_resize(&heap, block, row->size), NULL);
    RT_EXPECT_EQ(figures().failures, 3);
    RT_EXPECT_EQ(figures().blocks, 1);
}

RT_TEST(free_of_null_does_nothing)
{
    rt_heap_free(&heap, NULL);
    RT_EXPECT_EQ(figures().used, 0);
}

/* Allocates blocks of @size until there is no memory left; returns their number. */
static size_t exhaust(size_t size, void **blocks, size_t most)
{
    size_t count = 0;

    while (count < most && (blocks[count] = rt_heap_alloc(&heap, size)) != NULL) {
        count++;
    }
    return count;
}

RT_TEST(it_returns_null_when_exhausted_and_recovers)
{
    static void *blocks[BYTES / 16];
    size_t count = exhaust(12, blocks, BYTES / 16);

    RT_EXPECT_EQ(count, BYTES / 16 - 1);
    RT_EXPECT_EQ(figures().free, 0);
    RT_EXPECT_EQ(figures().largest, 0);
    RT_EXPECT_EQ(figures().failures, 1);
    check();
    rt_heap_free(&heap, blocks[count / 2]);
    RT_EXPECT_EQ(figures().largest, 12);
    RT_EXPECT_EQ(rt_heap_alloc(&heap, 12), blocks[count / 2]);
    for (size_t i = 0; i < count; i++) {
        rt_heap_free(&heap, blocks[i]);
    }
    RT_EXPECT_EQ(figures().largest, BYTES - 20);
    RT_EXPECT_EQ(figures().peak, BYTES - 16);
}

static const struct order {
    const char *label;
    size_t step;
} orders[] = {{"forwards", 1}, {"backwards", 96}, {"every_second", 2}, {"scattered", 43}};

RT_TEST_TABLE(blocks_freed_in_any_order_become_one, orders)
{
    void *blocks[97];

    for (size_t i = 0; i < 97; i++) {
        blocks[i] = rt_heap_alloc(&heap, 100 + i);
    }
    for (size_t i = 0; i < 97; i++) {
        rt_heap_free(&heap, blocks[i * row->step % 97]);
        check();
    }
    RT_EXPECT_EQ(figures().largest, BYTES - 20);
}

RT_TEST(the_smallest_hole_that_fits_is_taken)
{
    void *blocks[9];

    for (size_t i = 0; i < 9; i++) {
        blocks[i] = rt_heap_alloc(&heap, 28 + 16 * (i / 2));
    }
    rt_heap_free(&heap, blocks[6]);
    rt_heap_free(&heap, blocks[4]);
    rt_heap_free(&heap, blocks[2]);
    RT_EXPECT_EQ(rt_heap_alloc(&heap, 50), blocks[4]);
    RT_EXPECT_EQ(rt_heap_alloc(&heap, 50), blocks[6]);
    RT_EXPECT_EQ(rt_heap_alloc(&heap, 44), blocks[2]);
}

RT_TEST(alignment_up_to_4_kib_is_kept)
{
    for (size_t alignment = 1; alignment <= 4096; alignment *= 2) {
        char *block = rt_heap_alloc_aligned(&heap, alignment, 100);

        RT_REQUIRE_NE(block, NULL);
        RT_EXPECT_EQ((uintptr_t)block % alignment, 0);
        RT_EXPECT_EQ(rt_heap_usable_size(&heap, block), 108);
        memset(block, 0xff, 100);
        check();
    }
    RT_EXPECT_EQ(figures().used, 13 * 112);
}

RT_TEST(memory_before_an_aligned_block_stays_free)
{
    size_t before = figures().free;
    void *block = rt_heap_alloc_aligned(&heap, 4096, 12);

    RT_EXPECT_EQ(before - figures().free, 16);
    rt_heap_free(&heap, block);
    RT_EXPECT_EQ(figures().largest, BYTES - 20);
}

RT_TEST(an_alignment_that_is_no_power_of_two_is_refused)
{
    RT_EXPECT_EQ(rt_heap_alloc_aligned(&heap, 0, 16), NULL);
    RT_EXPECT_EQ(rt_heap_alloc_aligned(&heap, 48, 16), NULL);
    RT_EXPECT_EQ(rt_heap_alloc_aligned(&heap, SIZE_MAX, 16), NULL);
    RT_EXPECT_EQ(rt_heap_alloc_aligned(&heap, SIZE_MAX / 2 + 1, 16), NULL);
}

RT_TEST(resize_grows_in_place)
{
    char *block = take(12);

    memset(block, 7, 12);
    for (size_t size = 13; size < 5000; size += 97) {
        RT_REQUIRE_EQ(rt_heap_resize(&heap, block, size), block);
        check();
    }
    for (size_t i = 0; i < 12; i++) {
        RT_EXPECT_EQ(block[i], 7);
    }
    RT_EXPECT_EQ(figures().blocks, 1);
    RT_EXPECT_EQ(figures().allocations, 1);
}

RT_TEST(resize_takes_all_of_a_hole)
{
    char *block = rt_heap_alloc(&heap, 28);
    void *hole = rt_heap_alloc(&heap, 28);

    RT_REQUIRE_NE(rt_heap_alloc(&heap, 28), NULL);
    rt_heap_free(&heap, hole);
    RT_EXPECT_EQ(rt_heap_resize(&heap, block, 60), block);
    RT_EXPECT_EQ(rt_heap_usable_size(&heap, block), 60);
}

RT_TEST(resize_shrinks_in_place)
{
    char *block = rt_heap_alloc(&heap, 5000);
    void *after = rt_heap_alloc(&heap, 10);

    RT_EXPECT_EQ(rt_heap_resize(&heap, block, 100), block);
    RT_EXPECT_EQ(rt_heap_usable_size(&heap, block), 108);
    RT_EXPECT_EQ(rt_heap_resize(&heap, block, 99), block);
    check();
    RT_EXPECT_EQ(rt_heap_resize(&heap, block, 0), block);
    RT_EXPECT_EQ(rt_heap_usable_size(&heap, block), 12);
    RT_EXPECT_EQ(figures().used, 32);
    rt_heap_free(&heap, after);
    RT_EXPECT_EQ(figures().free + 16, figures().total);
}

RT_TEST(resize_moves_what_it_must_and_keeps_the_contents)
{
    unsigned char *block = rt_heap_alloc(&heap, 500);
    void *wall = rt_heap_alloc(&heap, 1);

    for (unsigned i = 0; i < 500; i++) {
        block[i] = (unsigned char)i;
    }
    unsigned char *moved = rt_heap_resize(&heap, block, 600);
    RT_REQUIRE_NE(moved, NULL);
    RT_EXPECT_NE(moved, block);
    for (unsigned i = 0; i < 500; i++) {
        RT_EXPECT_EQ(moved[i], (unsigned char)i);
    }
    RT_EXPECT_EQ(rt_heap_alloc(&heap, 500), block);
    rt_heap_free(&heap, wall);
}

RT_TEST(a_refused_resize_leaves_the_block)
{
    char *block = rt_heap_alloc(&heap, 100);

    memset(block, 3, 100);
    RT_EXPECT_EQ(rt_heap_resize(&heap, block, BYTES), NULL);
    RT_EXPECT_EQ(block[99], 3);
    rt_heap_free(&heap, block);
}

RT_TEST(resize_of_null_allocates)
{
    RT_EXPECT_NE(rt_heap_resize(&heap, NULL, 100), NULL);
    RT_EXPECT_EQ(figures().blocks, 1);
}

RT_TEST(the_figures_count)
{
    void *first = rt_heap_alloc(&heap, 100);
    void *second = rt_heap_alloc(&heap, 200);

    RT_EXPECT_EQ(figures().used, 112 + 208);
    rt_heap_free(&heap, first);
    RT_EXPECT_EQ(figures().used, 208);
    RT_EXPECT_EQ(figures().free + 208, figures().total);
    RT_EXPECT_EQ(figures().peak, 112 + 208);
    RT_EXPECT_EQ(figures().blocks, 1);
    RT_EXPECT_EQ(figures().allocations, 2);
    RT_EXPECT_EQ(figures().failures, 0);
    rt_heap_free(&heap, second);
}

RT_TEST(the_largest_request_is_exact)
{
    static void *blocks[64];

    for (size_t i = 0; i < 64; i++) {
        blocks[i] = rt_heap_alloc(&heap, 3 + 31 * i);
    }
    while (rt_heap_alloc(&heap, 12) != NULL) {
    }
    for (size_t i = 0; i < 64; i += 3) {
        size_t most;

        rt_heap_free(&heap, blocks[i]);
        most = figures().largest;
        RT_EXPECT_EQ(rt_heap_alloc(&heap, most + 1), NULL);
        blocks[i] = rt_heap_alloc(&heap, most);
        RT_EXPECT_NE(blocks[i], NULL);
        rt_heap_free(&heap, blocks[i]);
    }
}

RT_TEST(large_holes_are_reused)
{
    void *holes[12];
    void *walls[12];

    for (size_t i = 0; i < 12; i++) {
        holes[i] = rt_heap_alloc(&heap, 1100 + 16 * i);
        walls[i] = rt_heap_alloc(&heap, 16);
    }
    while (rt_heap_alloc(&heap, 12) != NULL) {
    }
    for (size_t i = 0; i < 12; i++) {
        rt_heap_free(&heap, holes[i]);
    }
    check();
    RT_EXPECT_NE(rt_heap_alloc(&heap, 1100 + 16 * 11), NULL);
    (void)walls;
}

RT_TEST(several_regions_serve_as_one_heap)
{
    static void *blocks[BYTES / 16];

    rt_heap_init(&heap, 0);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 40000, 10001), 0);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 1, 10000), 0);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 20003, 64), 0);
    check();
    RT_EXPECT_NE(rt_heap_alloc(&heap, 9900), NULL);
    RT_EXPECT_NE(rt_heap_alloc(&heap, 9900), NULL);
    size_t count = exhaust(12, blocks, BYTES / 16);
    check();
    for (size_t i = 0; i < count; i++) {
        rt_heap_free(&heap, blocks[i]);
    }
    RT_EXPECT_EQ(figures().blocks, 2);
}

RT_TEST(regions_next_to_each_other_do_not_merge)
{
    rt_heap_init(&heap, 0);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 1024, 1024), 0);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory, 1024), 0);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 2048, 1024), 0);
    RT_EXPECT_EQ(figures().largest, 1024 - 20);
}

RT_TEST(regions_that_can_not_be_are_refused)
{
    rt_heap_init(&heap, 0);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory, 63), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, &heap + 1, RT_HEAP_REGION_MAX + 1), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory, SIZE_MAX), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, (char *)&heap + 100, 128), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 1000, 1000), 0);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory, 1100), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 1900, 100), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 900, 2000), HAL_ERR_INVALID);
    for (size_t i = 1; i < RT_HEAP_REGIONS; i++) {
        RT_EXPECT_EQ(rt_heap_add_region(&heap, memory + 1000 + 1000 * i, 1000), 0);
    }
    RT_EXPECT_EQ(rt_heap_add_region(&heap, memory, 900), HAL_ERR_UNSUPPORTED);
}

RT_TEST(a_region_of_any_shape_is_used)
{
    for (size_t start = 0; start < 16; start++) {
        for (size_t bytes = 64; bytes < 96; bytes++) {
            rt_heap_init(&heap, 0);
            memset(memory, 0x11, 128);
            RT_REQUIRE_EQ(rt_heap_add_region(&heap, memory + start, bytes), 0);
            RT_EXPECT_GE(figures().total + 38, bytes);
            void *block = rt_heap_alloc(&heap, figures().largest);
            RT_REQUIRE_NE(block, NULL);
            memset(block, 0xff, rt_heap_usable_size(&heap, block));
            RT_EXPECT(start == 0 || memory[start - 1] == 0x11);
            RT_EXPECT_EQ(memory[start + bytes], 0x11);
            check();
        }
    }
}

static struct {
    size_t size;
    unsigned calls;
    void *reserve;
} asked;

static bool give_the_reserve(struct rt_heap *which, size_t size, const void *caller)
{
    RT_EXPECT_EQ(which, &heap);
    RT_EXPECT_NE(caller, NULL);
    asked.size = size;
    asked.calls++;
    if (asked.reserve == NULL) {
        return false;
    }
    rt_heap_free(&heap, asked.reserve);
    asked.reserve = NULL;
    return true;
}

RT_TEST(the_handler_is_asked_and_its_reserve_used)
{
    asked.calls = 0;
    asked.reserve = rt_heap_alloc(&heap, 1000);
    while (rt_heap_alloc(&heap, 12) != NULL) {
    }
    rt_heap_on_exhausted(&heap, give_the_reserve);
    RT_EXPECT_NE(rt_heap_alloc(&heap, 500), NULL);
    RT_EXPECT_EQ(asked.calls, 1);
    RT_EXPECT_EQ(asked.size, 500);
    RT_EXPECT_EQ(rt_heap_alloc_aligned(&heap, 64, 4000), NULL);
    RT_EXPECT_EQ(asked.calls, 2);
    RT_EXPECT_EQ(take(SIZE_MAX), NULL);
    RT_EXPECT_EQ(asked.size, SIZE_MAX);
}

static const void *asked_from;

static bool note_the_caller(struct rt_heap *which, size_t size, const void *caller)
{
    (void)which;
    (void)size;
    asked_from = caller;
    return false;
}

OUT_OF_LINE static void ask_for_too_much(int how)
{
    void *volatile block;

    if (how == 0) {
        block = rt_heap_alloc(&heap, BYTES);
    } else if (how == 1) {
        block = rt_heap_alloc_aligned(&heap, 64, BYTES);
    } else {
        block = rt_heap_resize(&heap, NULL, BYTES);
    }
    (void)block;
}

RT_TEST(the_handler_learns_who_asked)
{
    uintptr_t start = (uintptr_t)ask_for_too_much;

    rt_heap_on_exhausted(&heap, note_the_caller);
    for (int how = 0; how < 3; how++) {
        asked_from = NULL;
        ask_for_too_much(how);
        RT_EXPECT_GT((uintptr_t)asked_from, start);
        RT_EXPECT_LT((uintptr_t)asked_from, start + 512);
    }
}

RT_TEST(a_checked_heap_fills_fresh_blocks)
{
    rt_heap_init(&heap, RT_HEAP_CHECKED);
    RT_REQUIRE_EQ(rt_heap_add_region(&heap, memory, sizeof(memory)), 0);
    unsigned char *block = (unsigned char *)take(1000);

    RT_EXPECT_EQ(block[0], 0xa7);
    RT_EXPECT_EQ(block[999], 0xa7);
    RT_EXPECT_EQ(rt_heap_resize(&heap, block, 1500), block);
    for (int i = 0; i < 1500; i++) {
        RT_EXPECT_EQ(block[i], 0xa7);
    }
    rt_heap_free(&heap, block);
    RT_EXPECT_EQ(block[100], 0xdf);
}

static const struct run {
    const char *label;
    unsigned options;
    bool split;
    size_t largest_request;
    uint32_t seed;
} runs[] = {
    {"small", 0, false, 505, 1},
    {"tiny", 0, false, 40, 2},
    {"large", 0, false, 4000, 3},
    {"tight", 0, false, 1500, 4},
    {"split", 0, true, 800, 5},
    {"checked", RT_HEAP_CHECKED, false, 505, 6},
    {"checked_split", RT_HEAP_CHECKED, true, 1500, 7},
};

RT_TEST_TABLE(random_operations_keep_every_promise, runs)
{
    static struct heap_model model;

    rt_heap_init(&heap, 0);
    heap_model_start(&model, row->options, memory, sizeof(memory), row->split,
                     row->largest_request);
    heap_model_run(&model, row->seed, 5000, 500);
    heap_model_finish(&model);
    RT_EXPECT_STR_EQ(model.wrong, NULL);
}
