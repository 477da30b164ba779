/* SPDX-License-Identifier: MIT */
/* The tests of an outside project. */
#include <rt/test.h>

RT_TEST(an_outside_case_runs)
{
    RT_EXPECT_EQ(6 * 7, 42);
}
