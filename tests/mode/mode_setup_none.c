/* SPDX-License-Identifier: MIT */
/* A core that has machine mode alone. */
#include <rt/mode_setup.h>
#include <rt/test.h>

RT_TEST(without_lower_modes_nothing_is_had)
{
    const struct rt_mode_rights wanted = RT_MODE_SETUP_SUPERVISOR;
    const struct rt_mode_rights got = rt_mode_setup(&wanted);

    RT_EXPECT_EQ(got.modes, 0);
    RT_EXPECT_EQ(got.exceptions | got.interrupts, 0);
    RT_EXPECT_EQ(got.counters | got.user_counters, 0);
    RT_EXPECT_EQ(got.environment, 0);
    RT_EXPECT_EQ(got.state[0], 0);
    RT_EXPECT_EQ(got.seed, 0);
}
