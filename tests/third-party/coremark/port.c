/* SPDX-License-Identifier: MIT */
/* Tests of the port that don't need CoreMark. */
#include "core_portme.h"

#include <rt/test.h>

RT_TEST(time_is_the_count_of_instructions)
{
    start_time();
    __asm__ volatile(".rept 1000\nnop\n.endr");
    stop_time();
    RT_EXPECT_GE(get_time(), 1000);
    RT_EXPECT_LE(get_time(), 1020);
    RT_EXPECT(time_in_secs(2500000) == 2.5);
}

RT_TEST(memory_is_aligned_upwards_to_words)
{
    RT_EXPECT_EQ((uintptr_t)align_mem(0x1000), 0x1000);
    RT_EXPECT_EQ((uintptr_t)align_mem(0x1001), 0x1004);
    RT_EXPECT_EQ((uintptr_t)align_mem(0x1003), 0x1004);
}

RT_TEST(the_seeds_are_those_of_a_performance_run)
{
    RT_EXPECT_EQ(seed1_volatile, 0);
    RT_EXPECT_EQ(seed2_volatile, 0);
    RT_EXPECT_EQ(seed3_volatile, 0x66);
}
