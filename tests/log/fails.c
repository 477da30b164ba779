/* SPDX-License-Identifier: MIT */
/*
 * Cases that fail after they have logged.
 */
#include <rt/log.h>
#include <rt/test.h>

#include <stdio.h>

RT_TEST(fails_after_records)
{
    for (int i = 1; i <= 30; i++) {
        RT_LOG_INFO("step %d", i);
    }
    for (int i = 1; i <= 30; i++) {
        printf("line %d\n", i);
    }
    RT_EXPECT(false);
}
