/* SPDX-License-Identifier: MIT */
/* malloc and its family, called by the firmware and inside the C library. */
#include <rt/malloc.h>
#include <rt/test.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void *memalign(size_t alignment, size_t size);
int posix_memalign(void **block, size_t alignment, size_t size);
size_t malloc_usable_size(void *block);

enum {
    HEAP_BYTES = 32 * 1024
};

/* Keeps the compiler from removing a pair of malloc and free, and from detecting the mistakes. */
static void *hidden(void *pointer)
{
    __asm__("" : "+r"(pointer));
    return pointer;
}

static size_t shown(size_t size)
{
    __asm__("" : "+r"(size));
    return size;
}

static struct rt_heap_stats figures(void)
{
    struct rt_heap_stats stats;

    rt_heap_get_stats(&rt_malloc_heap, &stats);
    return stats;
}

static void check(void)
{
    RT_EXPECT_EQ(rt_heap_check(&rt_malloc_heap, NULL), 0);
}

RT_TEST_FIXTURE(NULL, check);

static size_t before_main;

__attribute__((constructor)) static void allocate_early(void)
{
    void *block = hidden(malloc(100));

    before_main = figures().used;
    free(block);
}

RT_TEST(constructors_may_allocate)
{
    RT_EXPECT_EQ(before_main, 112);
    RT_EXPECT_EQ(figures().failures, 0);
    RT_EXPECT_EQ(figures().total, HEAP_BYTES - 16);
    RT_EXPECT_EQ(figures().used, 0);
}

RT_TEST(malloc_gives_and_free_takes_back)
{
    char *block = hidden(malloc(1000));

    RT_REQUIRE_NE(block, NULL);
    RT_EXPECT_EQ((uintptr_t)block % 16, 0);
    RT_EXPECT_EQ(malloc_usable_size(block), 1004);
    RT_EXPECT_EQ(malloc_usable_size(NULL), 0);
    free(block);
    free(NULL);
    RT_EXPECT_EQ(figures().used, 0);
}

RT_TEST(calloc_clears)
{
    char *block = hidden(malloc(600));

    memset(block, 0xff, 600);
    free(block);
    block = hidden(calloc(20, 30));
    for (int i = 0; i < 600; i++) {
        RT_EXPECT_EQ(block[i], 0);
    }
    free(block);
}

RT_TEST(realloc_keeps_the_contents)
{
    char *block = hidden(realloc(NULL, 10));

    strcpy(block, "rivet");
    block = hidden(realloc(block, 20000));
    RT_EXPECT_STR_EQ(block, "rivet");
    RT_EXPECT_EQ(hidden(realloc(block, shown(0))), NULL);
    RT_EXPECT_EQ(figures().used, 0);
}

RT_TEST(aligned_blocks_are_aligned)
{
    void *block = hidden(aligned_alloc(4096, 4096));

    RT_EXPECT_NE(block, NULL);
    RT_EXPECT_EQ((uintptr_t)block % 4096, 0);
    block = hidden(memalign(256, 10));
    RT_EXPECT_NE(block, NULL);
    RT_EXPECT_EQ((uintptr_t)block % 256, 0);
    block = NULL;
    RT_EXPECT_EQ(posix_memalign(&block, 64, 10), 0);
    RT_EXPECT_NE(block, NULL);
    RT_EXPECT_EQ((uintptr_t)block % 64, 0);
    RT_EXPECT_EQ(posix_memalign(&block, 48, 10), EINVAL);
    errno = 0;
    RT_EXPECT_EQ(hidden(aligned_alloc(shown(24), 24)), NULL);
    RT_EXPECT_EQ(errno, EINVAL);
    RT_EXPECT_NE(hidden(aligned_alloc(1, 24)), NULL);
}

RT_TEST(the_c_library_allocates_here_too)
{
    char *copy = hidden(strdup("rivet"));

    RT_EXPECT_STR_EQ(copy, "rivet");
    RT_EXPECT_EQ(figures().used, 16);
    free(copy);
    RT_EXPECT_EQ(figures().used, 0);
}

RT_TEST_PANICS(running_out_of_memory_is_a_panic,
               "out of memory: 100000 bytes asked for by a call from")
{
    RT_EXPECT_EQ(hidden(malloc(shown(100000))), NULL);
}

RT_TEST_PANICS(what_is_left_is_told, "32752 of 32752 bytes are free, the largest piece has 32748")
{
    free(hidden(malloc(1)));
    RT_EXPECT_EQ(hidden(malloc(shown(100000))), NULL);
}

RT_TEST_PANICS(a_product_that_overflows_is_out_of_memory, "out of memory")
{
    RT_EXPECT_EQ(hidden(calloc(shown(SIZE_MAX / 16 + 1), 16)), NULL);
}

RT_TEST_PANICS(a_double_free_is_named, "double free")
{
    void *block = hidden(malloc(10));
    void *again = hidden(block);

    free(block);
    free(again);
}

static bool refuse(struct rt_heap *heap, size_t size, const void *caller)
{
    (void)heap;
    (void)size;
    (void)caller;
    return false;
}

RT_TEST(a_handler_can_have_null_returned)
{
    rt_malloc_on_exhausted(refuse);
    errno = 0;
    RT_EXPECT_EQ(hidden(malloc(shown(100000))), NULL);
    RT_EXPECT_EQ(errno, ENOMEM);
    RT_EXPECT_EQ(hidden(calloc(shown(SIZE_MAX / 16 + 1), 16)), NULL);
    RT_EXPECT_EQ(hidden(realloc(NULL, shown(100000))), NULL);
    RT_EXPECT_EQ(hidden(aligned_alloc(4096, shown(32768))), NULL);
    rt_malloc_on_exhausted(NULL);
}

static void *spare;

static bool give_spare(struct rt_heap *heap, size_t size, const void *caller)
{
    (void)heap;
    (void)caller;
    RT_EXPECT_EQ(size, 30000);
    free(spare);
    return true;
}

RT_TEST(a_handler_can_make_space)
{
    spare = hidden(malloc(shown(30000)));
    RT_REQUIRE(spare != NULL);
    rt_malloc_on_exhausted(give_spare);
    void *const block = hidden(malloc(shown(30000)));
    rt_malloc_on_exhausted(NULL);
    RT_EXPECT_EQ(block, spare);
    free(block);
}
