/* SPDX-License-Identifier: MIT */
/* Rivet's own warnings, such as -Wshadow, would be errors here. */
#include <rt/test.h>

static const int shadowed = 1;

RT_TEST(warnings_are_the_projects)
{
    const int sum = shadowed + 1;
    {
        const int shadowed = sum;

        RT_EXPECT_EQ(shadowed, 2);
    }
}
