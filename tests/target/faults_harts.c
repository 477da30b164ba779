/* SPDX-License-Identifier: MIT */
/*
 * Stack overflows on harts other than the boot hart. Every stack of every hart has a guard, and the
 * report names the stack. The test uses the last hart. Hart numbers are mhartid here.
 */
#include "faults.h"
#include "recurse.h"

#include <rt/hart.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/protect.h>
#include <rt/test.h>
#include <rt/trap.h>

enum {
    STACK = 2048,
    STACKS = 6,
    TIMEOUT_US = 5000000,
};

static char stacks[STACKS][STACK] __attribute__((aligned(RT_HART_GUARD_SIZE)));

RT_INTERRUPT_NESTING(timer)
{
    recurse(0);
}

/* Calls are enabled, because a panic would otherwise wait for this hart. */
static void run_on(rt_hart_function *function, unsigned stack)
{
    const struct rt_hart_stack memory = {stacks[stack], STACK};
    const unsigned last = rt_hart_count() - 1;

    rt_hart_calls_enable();
    RT_REQUIRE_EQ(rt_hart_start(last, function, NULL, memory), HAL_OK);
    RT_REQUIRE_EQ(rt_hart_wait(last, TIMEOUT_US), HAL_OK);
}

static void run(rt_hart_function *function)
{
    run_on(function, 0);
}

static void recurse_for_good(void *argument)
{
    (void)argument;
    recurse(0);
}

RT_TEST_PANICS(endless_recursion, "stack overflow: program stack of hart " LAST_HART)
{
    run(recurse_for_good);
}

static void store_below(void *argument)
{
    (void)argument;
    AT(char, (uintptr_t)stacks[0] + RT_HART_GUARD_SIZE - 1) = 1;
}

RT_TEST_PANICS(store_just_below_the_stack, "stack overflow: program stack of hart " LAST_HART)
{
    run(store_below);
}

static void use_all(void *argument)
{
    (void)argument;
    for (uintptr_t at = (uintptr_t)stacks[0] + RT_HART_GUARD_SIZE; at < (uintptr_t)&argument;
         at += 4) {
        AT(int, at) = 1;
    }
}

RT_TEST(all_of_the_stack_can_be_used)
{
    run(use_all);
    /* The guard is closed only to its own hart. */
    AT(char, stacks[0]) = 1;
}

static void trap_in_vain(void *argument)
{
    (void)argument;
    __asm__ volatile("ebreak");
}

static bool recurse_in_handler(struct rt_trap_frame *frame)
{
    return recurse((int)frame->a0) != 0;
}

RT_TEST_PANICS(recursion_in_a_cause_handler, "stack overflow: trap stack of hart " LAST_HART)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, recurse_in_handler), 0);
    run(trap_in_vain);
}

static void call_itself(void *argument)
{
    struct rt_hart_async_call call = {.function = recurse_for_good};

    (void)argument;
    RT_REQUIRE_EQ(rt_hart_call_async(rt_hart_self(), &call), HAL_OK);
    rt_hart_calls_enable();
    for (;;) {
    }
}

RT_TEST_PANICS(recursion_in_a_plain_handler, "stack overflow: interrupt stack of hart " LAST_HART)
{
    run(call_itself);
}

static void reach_below_the_timer_stack(void *argument)
{
    const uintptr_t area = (uintptr_t)rt_hart_block() - (uintptr_t)rt_boot_trap_stack_end;

    (void)argument;
    AT(char, area + (uintptr_t)rt_boot_irq_timer_start - 1) = 1;
}

RT_TEST_PANICS(store_below_a_nesting_handlers_stack,
               "store to an address where nothing may be written")
{
    run(reach_below_the_timer_stack);
}

static void nothing(void *argument)
{
    (void)argument;
}

static void on_each_stack_before(unsigned last)
{
    for (unsigned i = 0; i < last; i++) {
        run_on(nothing, i);
    }
}

RT_TEST_PANICS(endless_recursion_on_the_fifth_stack,
               "stack overflow: program stack of hart " LAST_HART)
{
    on_each_stack_before(4);
    run_on(recurse_for_good, 4);
}

static void tell(void *argument)
{
    (void)argument;
    rt_panic("here");
}

RT_TEST_PANICS(a_stack_without_a_guard_is_told, "protection missing: program stack guard")
{
    on_each_stack_before(5);
    run_on(tell, 5);
}

static const char *missing;

static void look_for_missing(void *argument)
{
    (void)argument;
    missing = rt_protect_missing(0);
}

RT_TEST(all_protection_is_in_force)
{
    missing = "not looked";
    on_each_stack_before(5);
    run_on(look_for_missing, 1);
    RT_EXPECT_STR_EQ(missing, NULL);
}

RT_TEST(a_stack_that_would_be_all_guard_is_refused)
{
    const struct rt_hart_stack little = {stacks[0] + 8, 2 * RT_HART_GUARD_SIZE + 240};

    RT_EXPECT_EQ(rt_hart_start(1, nothing, NULL, little), HAL_ERR_INVALID);
}
