/* SPDX-License-Identifier: MIT */
/* The tests of an application that has a main. */
#include "twice.h"

#include <rt/test.h>

RT_TEST(what_firmware_and_test_share_is_right)
{
    RT_EXPECT_EQ(twice(21), 42);
}
