/* SPDX-License-Identifier: MIT */
/* A case in a source that defines main, as when a test lists a file of the application. */
#include <rt/test.h>

static volatile int seen = 1;

RT_TEST(nobody_runs_this)
{
    RT_EXPECT_EQ(seen, 1);
}

int main(void)
{
    return seen;
}
