/* SPDX-License-Identifier: MIT */
/*
 * Floating-point numbers are compared with a distance.
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
