/* SPDX-License-Identifier: MIT */
/* The core, and what the headers say of it. */
#include <rt/csr.h>
#include <rt/test.h>
#include <rt/trap_frame.h>

RT_TEST(the_core_has_16_registers)
{
    RT_EXPECT_EQ(csr_read(misa) >> ('e' - 'a') & 1, 1);
    RT_EXPECT_EQ(csr_read(misa) >> ('i' - 'a') & 1, 0);
}

RT_TEST(the_frame_has_16_registers)
{
    RT_EXPECT_EQ(RT_FRAME_INDEX_status, 16);
    RT_EXPECT_EQ(sizeof(struct rt_trap_frame), 20 * sizeof(long));
}
