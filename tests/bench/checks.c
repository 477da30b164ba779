/* SPDX-License-Identifier: MIT */
/*
 * 32 checks, or only their conditions: what a check costs beside its condition.
 */
#include <rt/test.h>

static volatile int left, right;

/* Empty, but GCC keeps the branch: the assembly may have any effect. */
#ifdef ONLY_CONDITIONS
#define CHECK(number)                      \
    if (!(left == right + (number))) {     \
        __asm__ volatile("" ::: "memory"); \
    }
#else
#define CHECK(number) RT_EXPECT(left == right + (number));
#endif
#define CHECKS(number)    \
    CHECK(number)         \
    CHECK((number) + 100) \
    CHECK((number) + 200) \
    CHECK((number) + 300)

RT_TEST(has_checks)
{
    RT_EXPECT(right == 0);
    CHECKS(1)
    CHECKS(2)
    CHECKS(3)
    CHECKS(4)
    CHECKS(5)
    CHECKS(6)
    CHECKS(7)
    CHECKS(8)
}
