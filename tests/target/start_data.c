/* SPDX-License-Identifier: MIT */
/*
 * .data with another load address, .bss and constants, of BYTES bytes each. The start copies and
 * clears all of each, and nothing else.
 */
#include "start_again.h"

#include <rt/image.h>
#include <rt/test.h>

#include <stddef.h>

static volatile unsigned char data[BYTES] = {[0 ... BYTES - 1] = 0xa5};
static volatile unsigned char zeros[BYTES];
static const volatile unsigned char constants[BYTES] = {[0 ... BYTES - 1] = 0x5a};
__attribute__((section(".noinit"))) static volatile unsigned char kept[BYTES];

RT_TEST_FIXTURE(start_again, NULL);

RT_TEST(every_byte_is_there)
{
    for (size_t i = 0; i < BYTES; i++) {
        RT_EXPECT_EQ(data[i], 0xa5);
        RT_EXPECT_EQ(zeros[i], 0);
        RT_EXPECT_EQ(constants[i], 0x5a);
    }
}

RT_TEST(data_is_loaded_elsewhere)
{
    RT_EXPECT_NE((uintptr_t)rt_data_load, (uintptr_t)rt_data_start);
}

#ifdef ROUNDS
RT_TEST(data_takes_that_many_whole_rounds)
{
    RT_EXPECT_EQ((size_t)(rt_data_end - rt_data_start) / (16 * sizeof(long)), ROUNDS);
}
#endif

/* The start does not touch the memory before .data, which is zero on this machine. .bss follows. */
RT_TEST(nothing_beside_it_is_written)
{
    for (size_t i = 0; i < BYTES; i++) {
        RT_EXPECT_EQ(kept[i], 0);
    }
    for (const char *at = rt_bss_start; at < (const char *)zeros; at++) {
        RT_EXPECT_NE(*at, (char)0xa5);
    }
}
