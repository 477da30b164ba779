/* SPDX-License-Identifier: MIT */
/*
 * A call to another hart by a caller that has interrupts off: they stay off while it waits. Another
 * hart's interrupt sources.
 */
#include <hal/timer.h>
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/test.h>

enum {
    STACK = 2048,
    MOMENT_NS = 5000000,
};

static char stack[STACK] __attribute__((aligned(16)));
static volatile bool called, taken;

RT_INTERRUPT(timer)
{
    hal_timer_cancel(board_timer);
    taken = true;
}

static void wait_a_moment(void *argument)
{
    (void)argument;
    hal_timer_delay_ns(board_timer, MOMENT_NS);
    called = true;
}

static void serve(void *argument)
{
    (void)argument;
    rt_hart_calls_enable();
    while (!called) {
    }
}

RT_TEST(interrupts_stay_off_during_a_call)
{
    RT_REQUIRE_EQ(rt_hart_start(1, serve, NULL, (struct rt_hart_stack){stack, STACK}), HAL_OK);
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    RT_EXPECT_EQ(rt_hart_call(1, wait_a_moment, NULL), HAL_OK);
    RT_EXPECT(called && !taken);
    rt_interrupts_on();
    rt_interrupts_off();
    RT_EXPECT(taken);
}

static void disable(void *argument)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupt_disable(IRQ_MACHINE_SOFTWARE);
    *(unsigned long *)argument = csr_read(mie);
}

RT_TEST(another_hart_disables_its_own_source)
{
    unsigned long enabled = MIP_MSIP;

    RT_REQUIRE_EQ(rt_hart_start(1, disable, &enabled, (struct rt_hart_stack){stack, STACK}),
                  HAL_OK);
    RT_REQUIRE_EQ(rt_hart_wait(1, 1000000), HAL_OK);
    RT_EXPECT_EQ(enabled & MIP_MSIP, 0);
}
