/* SPDX-License-Identifier: MIT */
/*
 * Harts with different extensions: each detects its own, and each accepts calls from the hart with
 * the fewest.
 */
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/test.h>

enum {
    MAX = 5,
    STACK = 2048,
    TIMEOUT_US = 5000000,
    DOUBLES = 1 << ('D' - 'A'),
    ATOMICS = 1 << ('A' - 'A'),
};

static char stacks[MAX][STACK] __attribute__((aligned(16)));
static unsigned long extensions[MAX];

static void look(void *argument)
{
    (void)argument;
    extensions[rt_hart_self()] = csr_read(misa);
}

RT_TEST(the_boot_hart_has_no_fpu_and_the_others_have_one)
{
    look(NULL);
    RT_EXPECT_EQ(extensions[0] & (DOUBLES | ATOMICS), ATOMICS);
    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        const struct rt_hart_stack stack = {stacks[hart], STACK};
        RT_REQUIRE_EQ(rt_hart_start(hart, look, NULL, stack), HAL_OK);
        RT_REQUIRE_EQ(rt_hart_wait(hart, TIMEOUT_US), HAL_OK);
        RT_EXPECT_EQ(extensions[hart] & (DOUBLES | ATOMICS), DOUBLES | ATOMICS);
    }
}
