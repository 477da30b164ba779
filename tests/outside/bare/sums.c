/* SPDX-License-Identifier: MIT */
#include <rt/test.h>

RT_TEST(a_sum_is_right)
{
    RT_EXPECT_EQ(2 + 2, 4);
}
