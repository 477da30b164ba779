/* SPDX-License-Identifier: MIT */
/* The tests of an outside project. */
#include <fdt/read.h>
#include <rt/test.h>

RT_TEST(an_outside_case_runs)
{
    RT_EXPECT_EQ(6 * 7, 42);
}

RT_TEST(a_library_of_rivet_is_linked)
{
    const unsigned char blob[1] = {0};
    struct dtb tree;

    RT_EXPECT_EQ(dtb_open(&tree, blob, sizeof(blob)), HAL_ERR_CORRUPT);
    RT_EXPECT_STR_EQ(tree.error, "smaller than a header");
}
