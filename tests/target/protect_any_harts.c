/* SPDX-License-Identifier: MIT */
/* PROTECTION ANY on another hart, after a stage that left an entry locked on each hart. */
#include "faults.h"
#include "protect_stage.h"
#include "recurse.h"

#include <rt/hart.h>
#include <rt/protect.h>
#include <rt/test.h>

enum {
    ROOMY = 8192,
    SMALL = 2048,
    TIMEOUT_US = 5000000,
};

void __wrap_rti_pmp_start(void);
void __real_rti_pmp_start(void);
void __wrap_rti_pmp_init_hart(unsigned long area, const char *stack_low);
void __real_rti_pmp_init_hart(unsigned long area, const char *stack_low);

void __wrap_rti_pmp_start(void)
{
    stage_run(STAGE_PAGE);
    __real_rti_pmp_start();
}

void __wrap_rti_pmp_init_hart(unsigned long area, const char *stack_low)
{
    stage_run(STAGE_PAGE);
    __real_rti_pmp_init_hart(area, stack_low);
}

static char roomy[ROOMY] __attribute__((aligned(RT_HART_GUARD_SIZE)));
static char small[SMALL] __attribute__((aligned(RT_HART_GUARD_SIZE)));
static const char *missing;

static void run_on(rt_hart_function *function, char *stack, size_t size)
{
    const struct rt_hart_stack memory = {stack, size};

    rt_hart_calls_enable();
    RT_REQUIRE_EQ(rt_hart_start(1, function, NULL, memory), HAL_OK);
    RT_REQUIRE_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
}

static void look(void *argument)
{
    (void)argument;
    missing = rt_protect_missing(0);
}

static void recurse_for_good(void *argument)
{
    (void)argument;
    recurse(0);
}

RT_TEST(nothing_is_missing)
{
    run_on(look, roomy, sizeof(roomy));
    RT_EXPECT_STR_EQ(missing, NULL);
}

RT_TEST_PANICS(endless_recursion, "stack overflow: program stack of hart 1")
{
    run_on(recurse_for_good, roomy, sizeof(roomy));
}

/* Planning would overflow it. */
RT_TEST(a_stack_too_small_to_plan_is_named)
{
    run_on(look, small, sizeof(small));
    RT_REQUIRE(missing != NULL);
    RT_EXPECT_EQ(missing[0], 'a');
}

RT_TEST(a_second_start_changes_nothing)
{
    run_on(look, roomy, sizeof(roomy));
    run_on(look, roomy, sizeof(roomy));
    RT_EXPECT_STR_EQ(missing, NULL);
}
