/* SPDX-License-Identifier: MIT */
/* Cases that need no hardware. */
#include "half.h"

#include <fdt/read.h>
#include <rt/test.h>

RT_TEST(half_of_an_even_number_is_exact)
{
    RT_EXPECT_EQ(half(42), 21);
}

RT_TEST_PANICS(half_of_an_odd_number_is_a_mistake, "assertion failed: even % 2 == 0")
{
    half(43);
}

RT_TEST(a_library_of_rivet_is_linked)
{
    const unsigned char blob[1] = {0};
    struct dtb tree;

    RT_EXPECT_EQ(dtb_open(&tree, blob, sizeof(blob)), HAL_ERR_CORRUPT);
    RT_EXPECT_STR_EQ(tree.error, "smaller than a header");
}
