/* SPDX-License-Identifier: MIT */
/* Misuse of the heap: each mistake ends in a panic that names it. */
#include "../out_of_line.h"

#include <rt/heap.h>
#include <rt/test.h>

#include <string.h>

enum {
    SIZE_IN_HEADER = 1 << 10,
    PREV_FREE_IN_HEADER = 1 << 8
};

static struct rt_heap heap;
static char memory[16384] __attribute__((aligned(16)));

static void start(void)
{
    rt_heap_init(&heap, 0);
    RT_REQUIRE_EQ(rt_heap_add_region(&heap, memory, sizeof(memory)), 0);
}

static void start_checked(void)
{
    rt_heap_init(&heap, RT_HEAP_CHECKED);
    RT_REQUIRE_EQ(rt_heap_add_region(&heap, memory, sizeof(memory)), 0);
}

RT_TEST_FIXTURE(start, NULL);

/* Hides the block from the compiler, which detects most of these mistakes. */
OUT_OF_LINE static char *take(size_t size)
{
    return rt_heap_alloc(&heap, size);
}

OUT_OF_LINE static void give(void *block)
{
    rt_heap_free(&heap, block);
}

static char *hidden(char *pointer)
{
    __asm__("" : "+r"(pointer));
    return pointer;
}

RT_TEST_PANICS(a_double_free_is_named, "double free")
{
    char *block = take(100);

    give(take(100));
    give(block);
    give(block);
}

RT_TEST_PANICS(a_double_free_is_named_after_merging_with_the_block_before, "double free")
{
    char *first = take(100);
    char *second = take(100);
    char *third = take(100);

    give(first);
    give(second);
    give(second);
    give(third);
}

RT_TEST_PANICS(a_double_free_is_named_after_merging_with_the_block_after, "double free")
{
    char *first = take(100);
    char *second = take(100);

    give(second);
    give(first);
    give(second);
}

RT_TEST_PANICS(a_double_free_is_named_in_a_checked_heap, "double free")
{
    start_checked();
    char *first = take(100);
    char *second = take(100);

    give(first);
    give(second);
    give(second);
}

/* The guard value of free headers equals this block's seal. */
RT_TEST_PANICS(a_double_free_is_named_where_the_seal_is_right, "double free")
{
    enum {
        FREE_GUARD = 0xf5,
        UNITS = 1
    };
    char *block;

    do {
        block = take(12);
        RT_REQUIRE_NE(block, NULL);
    } while ((((uintptr_t)block / 16) & 0xff) != (FREE_GUARD ^ UNITS));
    RT_REQUIRE_NE(take(12), NULL);
    give(block);
    give(hidden(block));
}

RT_TEST_PANICS(a_pointer_into_a_block_is_named, "not a block")
{
    char *block = take(100);

    memset(block, 0, 100);
    give(block + 32);
}

RT_TEST_PANICS(a_pointer_past_an_alignment_is_named, "not a block of this heap")
{
    give(take(100) + 8);
}

/* At this address zero is the right seal. */
RT_TEST_PANICS(a_pointer_into_zeroed_memory_is_named, "not a block")
{
    char *block = take(9000);

    memset(block, 0, 9000);
    give(block + (-(uintptr_t)block & 4095));
}

/* The header has a valid seal, of a block that would end far beyond the heap. */
RT_TEST_PANICS(a_pointer_to_what_looks_like_a_block_is_named, "not a block")
{
    enum {
        UNITS = 0x10000
    };
    char *block = take(100) + 32;

    ((uint32_t *)(uintptr_t)hidden(block))[-1] =
        (uint32_t)UNITS << 10 | (((uintptr_t)block / 16) & 0xff);
    give(block);
}

RT_TEST_PANICS(an_odd_pointer_is_named, "not a block of this heap")
{
    give(take(100) + 1);
}

RT_TEST_PANICS(a_pointer_to_the_stack_is_named, "not a block of this heap")
{
    char local[64];

    give(hidden(local));
}

RT_TEST_PANICS(a_pointer_behind_the_heap_is_named, "not a block of this heap")
{
    give(hidden(memory + sizeof(memory)));
}

RT_TEST_PANICS(a_pointer_of_another_heap_is_named, "not a block of this heap")
{
    static struct rt_heap other;
    static char other_memory[1024];

    rt_heap_init(&other, 0);
    RT_REQUIRE_EQ(rt_heap_add_region(&other, other_memory, sizeof(other_memory)), 0);
    give(rt_heap_alloc(&other, 10));
}

RT_TEST_PANICS(resizing_what_was_freed_is_named, "double free")
{
    char *block = take(100);

    give(block);
    RT_EXPECT_EQ(rt_heap_resize(&heap, hidden(block), 200), NULL);
}

RT_TEST_PANICS(asking_for_the_size_of_what_is_no_block_is_named, "not a block")
{
    RT_EXPECT_EQ(rt_heap_usable_size(&heap, take(100) + 48), 0);
}

RT_TEST_PANICS(an_overrun_by_one_byte_is_named, "was overrun")
{
    char *block = take(108);

    give(take(100));
    RT_REQUIRE_NE(take(100), NULL);
    hidden(block)[108] ^= 1;
    give(block);
}

RT_TEST_PANICS(an_overrun_by_a_text_is_named, "was overrun")
{
    char *block = take(12);
    char *after = take(12);

    strcpy(hidden(block), "sixteen letters.");
    give(block);
    give(after);
}

RT_TEST_PANICS(an_overrun_into_a_free_block_is_named, "was overrun")
{
    char *block = take(108);

    memset(hidden(block) + 108, 0, 4);
    give(block);
}

RT_TEST_PANICS(an_overrun_is_named_when_growing, "was overrun")
{
    char *block = take(108);

    memset(hidden(block) + 108, 0xff, 4);
    RT_EXPECT_EQ(rt_heap_resize(&heap, block, 200), NULL);
}

RT_TEST_PANICS(the_block_behind_an_overrun_is_not_taken_for_a_block, "destroyed its header")
{
    char *block = take(108);
    char *after = take(100);

    memset(hidden(block) + 108, 0x41, 4);
    give(after);
}

RT_TEST_PANICS(a_write_to_a_free_header_is_seen_when_it_is_taken, "was written to")
{
    char *block = take(108);
    char *hole = take(28);

    RT_REQUIRE_NE(take(12), NULL);
    give(hole);
    hidden(block)[108] ^= 1;
    RT_EXPECT_EQ(take(28), NULL);
}

RT_TEST_PANICS(a_write_to_a_large_free_header_is_seen_when_it_is_taken, "was written to")
{
    char *block = take(108);

    hidden(block)[108] ^= 1;
    RT_EXPECT_EQ(take(28), NULL);
}

RT_TEST_PANICS(a_write_at_the_end_of_a_free_block_is_seen_when_merging, "was written to")
{
    char *hole = take(28);
    char *block = take(28);

    RT_REQUIRE_NE(take(12), NULL);
    give(hole);
    hidden(hole)[24] ^= 0x10;
    give(block);
}

RT_TEST_PANICS(a_write_at_the_end_of_the_free_block_behind_is_seen_when_merging, "was written to")
{
    char *block = take(28);
    char *hole = take(28);

    RT_REQUIRE_NE(take(12), NULL);
    give(hole);
    hidden(hole)[24] ^= 0x10;
    give(block);
}

/* Whether a check finds @p value where it is written, at @p offset of a new block of @p size. */
static bool is_found(size_t size, size_t offset, char value)
{
    char *block = take(size);

    RT_REQUIRE_NE(block, NULL);
    const char old = hidden(block)[offset];
    hidden(block)[offset] = value;
    const bool found = rt_heap_check(&heap, NULL) == HAL_ERR_CORRUPT;
    hidden(block)[offset] = old;
    RT_REQUIRE_EQ(rt_heap_check(&heap, NULL), 0);
    give(block);
    return found;
}

/* The sizes of which no overrun by one byte is found. */
RT_TEST(a_checked_heap_finds_every_overrun_by_one_byte)
{
    start_checked();
    for (size_t size = 0; size <= 64; size++) {
        RT_EXPECT(is_found(size, size, 0));
        RT_EXPECT(is_found(size, size, 'A'));
        RT_EXPECT(is_found(size, size, (char)0xb0) || size % 16 == 11);
    }
}

RT_TEST(any_heap_finds_an_overrun_by_one_byte_of_what_is_usable)
{
    for (size_t size = 0; size <= 64; size++) {
        char *block = take(size);
        const size_t usable = rt_heap_usable_size(&heap, block);
        give(block);
        RT_EXPECT(is_found(size, usable, 'A'));
    }
}

RT_TEST(a_checked_block_keeps_its_margin_when_it_is_resized)
{
    start_checked();
    char *block = take(20);
    char *behind = take(20);

    for (size_t size = 1; size <= 200; size += 7) {
        block = rt_heap_resize(&heap, block, size);
        RT_REQUIRE_NE(block, NULL);
        RT_EXPECT_EQ(rt_heap_usable_size(&heap, block), size);
        memset(hidden(block), 0x55, size);
        RT_REQUIRE_EQ(rt_heap_check(&heap, NULL), 0);
        hidden(block)[size] ^= 1;
        RT_REQUIRE_EQ(rt_heap_check(&heap, NULL), HAL_ERR_CORRUPT);
        hidden(block)[size] ^= 1;
    }
    give(behind);
    give(block);
    RT_EXPECT_EQ(rt_heap_check(&heap, NULL), 0);
}

/* SIZE is that of the block, WRITES makes the mistake. */
#define OVERRUN(name, SIZE, SEEN)                                                \
    RT_TEST_PANICS(an_overrun_by_one_byte_of_##SIZE##_is_seen_##name, "overrun") \
    {                                                                            \
        start_checked();                                                         \
        char *block = take(SIZE);                                                \
        hidden(block)[SIZE] = 0;                                                 \
        SEEN;                                                                    \
    }
OVERRUN(when_it_is_freed, 1, give(block))
OVERRUN(when_it_is_freed, 11, give(block))
OVERRUN(when_it_is_freed, 12, give(block))
OVERRUN(when_it_is_freed, 64, give(block))
OVERRUN(when_it_is_resized, 50, RT_EXPECT_EQ(rt_heap_resize(&heap, block, 100), NULL))
OVERRUN(when_it_is_measured, 50, RT_EXPECT_EQ(rt_heap_usable_size(&heap, block), 0))

RT_TEST_PANICS(use_after_free_is_seen_in_a_checked_heap, "was written to")
{
    start_checked();
    char *block = take(100);

    give(block);
    hidden(block)[50] = 1;
    RT_EXPECT_EQ(take(100), NULL);
}

RT_TEST_PANICS(use_after_free_of_the_first_bytes_is_seen_in_a_checked_heap, "was written to")
{
    start_checked();
    char *block = take(100);

    give(block);
    memset(hidden(block), 0, 8);
    RT_EXPECT_EQ(take(100), NULL);
}

/* The header of the aligned block will be written where this is. */
RT_TEST_PANICS(use_after_free_is_seen_right_before_an_aligned_block, "was written to")
{
    start_checked();
    char *block = rt_heap_alloc_aligned(&heap, 1024, 100);

    RT_REQUIRE_NE(block, NULL);
    give(block);
    hidden(block)[-8] = 1;
    RT_EXPECT_EQ(rt_heap_alloc_aligned(&heap, 1024, 100), NULL);
}

RT_TEST_PANICS(use_after_free_is_seen_when_a_block_of_a_checked_heap_grows, "was written to")
{
    start_checked();
    char *block = take(28);
    char *hole = take(60);

    RT_REQUIRE_NE(take(12), NULL);
    give(hole);
    hidden(hole)[40] = 1;
    RT_EXPECT_EQ(rt_heap_resize(&heap, block, 92), NULL);
}

RT_TEST_PANICS(use_after_free_is_seen_when_a_checked_heap_merges, "was written to")
{
    start_checked();
    char *hole = take(28);
    char *block = take(28);

    RT_REQUIRE_NE(take(12), NULL);
    give(hole);
    memset(hidden(hole), 0x55, 8);
    give(block);
}

RT_TEST(a_check_finds_use_after_free_in_a_checked_heap)
{
    struct rt_heap_fault fault = {"", NULL};

    start_checked();
    char *block = take(100);
    RT_REQUIRE_NE(take(12), NULL);
    give(block);
    hidden(block)[50] = 1;
    RT_EXPECT_EQ(rt_heap_check(&heap, &fault), HAL_ERR_CORRUPT);
    RT_EXPECT_STR_EQ(fault.what, "a free block was written to");
    RT_EXPECT_EQ(fault.where, block);
}

/* A heap of two used blocks with a hole of 32 bytes between them, and the part to destroy. */
static uint32_t *header_of(char *block)
{
    return (uint32_t *)(uintptr_t)hidden(block) - 1;
}

static void destroy_a_header(char *block, char *hole)
{
    (void)hole;
    *header_of(block) ^= 0xff;
}

static void destroy_a_size(char *block, char *hole)
{
    (void)block;
    (void)hole;
    *header_of(memory + sizeof(memory)) ^= SIZE_IN_HEADER | 1;
}

static void destroy_a_flag(char *block, char *hole)
{
    (void)hole;
    *header_of(block) ^= PREV_FREE_IN_HEADER;
}

static void destroy_a_copy(char *block, char *hole)
{
    (void)block;
    *header_of(hole + 28) ^= SIZE_IN_HEADER;
}

static void destroy_a_link(char *block, char *hole)
{
    (void)block;
    memset(hidden(hole), 0x40, 8);
}

static void destroy_the_map(char *block, char *hole)
{
    (void)block;
    (void)hole;
    heap.map[0] ^= 1UL << 20;
}

static void destroy_a_list(char *block, char *hole)
{
    (void)block;
    (void)hole;
    heap.first[2] = 0;
    heap.map[0] ^= 1UL << 2;
}

static void destroy_the_order(char *block, char *hole)
{
    (void)block;
    heap.first[3] = heap.first[2];
    heap.first[2] = 0;
    heap.map[0] ^= 3UL << 2;
    *(int32_t *)(uintptr_t)hidden(hole) += 4;
}

static void destroy_the_counts(char *block, char *hole)
{
    (void)block;
    (void)hole;
    heap.used -= 16;
}

static void destroy_the_number(char *block, char *hole)
{
    (void)block;
    (void)hole;
    heap.frees++;
}

static const struct damage {
    const char *label;
    void (*destroy)(char *block, char *hole);
    const char *what;
} damages[] = {
    {"header", destroy_a_header, "a header is destroyed"},
    {"size", destroy_a_size, "a block does not end where its region does"},
    {"flag", destroy_a_flag, "a block is wrong about the one before it"},
    {"copy", destroy_a_copy, "a free block's header and its copy differ"},
    {"link", destroy_a_link, "a list of free blocks is broken"},
    {"map", destroy_the_map, "the map is wrong about a list"},
    {"list", destroy_a_list, "a free block is in no list"},
    {"order", destroy_the_order, "a block is in the wrong list"},
    {"counts", destroy_the_counts, "the counts differ from the blocks"},
    {"number", destroy_the_number, "the counts differ from the blocks"},
};

RT_TEST_TABLE(a_check_finds_damage, damages)
{
    struct rt_heap_fault fault = {"", NULL};
    char *hole;
    char *block;

    RT_REQUIRE_NE(take(28), NULL);
    hole = take(28);
    block = take(28);
    give(hole);
    RT_REQUIRE_EQ(rt_heap_check(&heap, &fault), 0);
    row->destroy(block, hole);
    RT_EXPECT_EQ(rt_heap_check(&heap, NULL), HAL_ERR_CORRUPT);
    RT_EXPECT_EQ(rt_heap_check(&heap, &fault), HAL_ERR_CORRUPT);
    RT_EXPECT_STR_EQ(fault.what, row->what);
}
