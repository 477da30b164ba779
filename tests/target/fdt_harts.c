/* SPDX-License-Identifier: MIT */
/*
 * Harts that the device tree does not have are absent at once, on a board that can't tell. QEMU has
 * fewer harts than the firmware.
 */
#include <board.h>
#include <fdt/values.h>
#include <hal/timer.h>
#include <rt/board.h>
#include <rt/boot.h>
#include <rt/hart.h>
#include <rt/test.h>

enum {
    TREE_MAX = 16384,
    STACK = 2048,
    ANSWER_S = 10 /* how long rt_hart_start waits */
};

static char stack[STACK] __attribute__((aligned(16)));
static unsigned runs;

/* Comes before the board's own function: it prepares a hart but can't tell whether there is one. */
bool board_prepare_hart(unsigned long hart_id)
{
    (void)clint_init_hart(&board_clint, (uint32_t)hart_id);
    return true;
}

static void run(void *argument)
{
    (void)argument;
    runs++;
}

static int start(unsigned hart)
{
    return rt_hart_start(hart, run, NULL, (struct rt_hart_stack){stack, STACK});
}

static int add_hart(void *context, const struct dtb_node *node)
{
    struct dtb_property reg;
    struct dtb_range id;

    if (dtb_is_enabled(node) && dtb_get(node, "reg", &reg) == HAL_OK &&
        dtb_next_reg(&reg, node, &id) > 0 && id.base < 32) {
        *(uint32_t *)context |= UINT32_C(1) << id.base;
    }
    return 0;
}

/* The harts of the tree, as a set of bits. */
static uint32_t harts_of_tree(void)
{
    static const struct dtb_rule rules[] = {{.path = "/cpus/cpu", .handler = add_hart}};
    struct dtb tree;
    uint32_t harts = 0;

    RT_REQUIRE_EQ(dtb_open(&tree, rt_boot_args.device_tree, TREE_MAX), HAL_OK);
    RT_REQUIRE_EQ(dtb_walk(&tree, rules, 1, &harts), 0);
    return harts;
}

static uint64_t seconds_of_starting_all(void)
{
    const uint64_t before = hal_timer_now(board_timer);

    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        if (start(hart) == HAL_OK) {
            RT_EXPECT_EQ(rt_hart_wait(hart, HAL_FOREVER), HAL_OK);
        }
    }
    return (hal_timer_now(board_timer) - before) / board_timer->frequency_hz;
}

RT_TEST(harts_that_the_tree_lacks_cost_no_time)
{
    const uint32_t harts = harts_of_tree();

    RT_EXPECT_EQ(harts, 3U);
    for (unsigned hart = 0; hart < rt_hart_count(); hart++) {
        if ((harts >> rt_hart_id(hart) & 1) == 0) {
            RT_EXPECT_EQ(rt_hart_set_absent(hart), HAL_OK);
            RT_EXPECT_EQ(rt_hart_set_absent(hart), HAL_OK);
        }
    }
    RT_EXPECT_LT(seconds_of_starting_all(), ANSWER_S);
    RT_EXPECT_EQ(runs, 1U);
    RT_EXPECT_EQ(start(2), HAL_ERR_ABSENT);
    RT_EXPECT_EQ(rt_hart_wait(2, 0), HAL_OK);
}

RT_TEST(a_hart_that_runs_is_not_absent)
{
    RT_EXPECT_EQ(rt_hart_set_absent(0), HAL_ERR_BUSY);
    RT_EXPECT_EQ(rt_hart_set_absent(rt_hart_count()), HAL_ERR_INVALID);
}
