/* SPDX-License-Identifier: MIT */
/* A HEAP larger than the maximum region: malloc can use all of it. */
#include <rt/malloc.h>
#include <rt/test.h>

#include <stdlib.h>

enum {
    HEAP_BYTES = 80 << 20,
    BLOCK = 10 << 20,
};

RT_TEST(a_heap_beyond_64_mib_is_used_whole)
{
    struct rt_heap_stats stats;

    /* Six blocks fit into the first region and one into the second. */
    for (unsigned blocks = 0; blocks < 7; blocks++) {
        RT_REQUIRE_NE(malloc(BLOCK), NULL);
    }
    rt_heap_get_stats(&rt_malloc_heap, &stats);
    RT_EXPECT_EQ(stats.total, HEAP_BYTES - 2 * RT_HEAP_ALIGNMENT);
    RT_EXPECT_EQ(rt_heap_check(&rt_malloc_heap, NULL), 0);
}
