/* SPDX-License-Identifier: MIT */
/*
 * A comparison of floating-point numbers needs a tolerance.
 *
 * expect: incompatible type for argument 1
 * expect: passing 'double' to parameter of incompatible type
 */
#include <rt/test.h>

#ifdef MUST_FAIL
RT_TEST(compares)
{
    RT_EXPECT_EQ(0.1 + 0.2, 0.3);
}
#else
RT_TEST(compares)
{
    RT_EXPECT_NEAR(0.1 + 0.2, 0.3, 1e-9);
}
#endif
