/* SPDX-License-Identifier: MIT */
/* Cases that need no hardware. */
#include "half.h"

#include <rt/test.h>

RT_TEST(half_of_an_even_number_is_exact)
{
    RT_EXPECT_EQ(half(42), 21);
}

RT_TEST_PANICS(half_of_an_odd_number_is_a_mistake, "assertion failed: even % 2 == 0")
{
    half(43);
}
