/* SPDX-License-Identifier: MIT */
/*
 * More than 3 MiB of code: a jump reaches 1 MiB. Rivet's own code is on both sides of it. TIMER is
 * the kind of the timer's handler.
 */
#include "irq.h"

#include <rt/hart.h>
#include <rt/image.h>
#include <rt/panic.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stdio.h>
#include <stdlib.h>

enum {
    MIB = 1048576,
};

/* Never called: the space between the functions around it. */
#define GAP(name)                                          \
    __attribute__((noinline, used)) static void name(void) \
    {                                                      \
        __asm__ volatile(".skip 1100000");                 \
    }
#define KEEP(name) __asm__ volatile("" ::"r"(name))

static volatile unsigned ticks, calls;

GAP(gap_1)

TIMER(timer)
{
    hal_timer_cancel(board_timer);
    ticks++;
}

GAP(gap_2)

static void count(void *argument)
{
    (void)argument;
    calls++;
}

static bool skip_ebreak(struct rt_trap_frame *frame)
{
    frame->pc += 4;
    calls++;
    return true;
}

GAP(gap_3)

RT_TEST(the_code_has_3_mib)
{
    KEEP(gap_1);
    KEEP(gap_2);
    KEEP(gap_3);
    RT_EXPECT_GT(rt_text_end - rt_text_start, 3 * MIB);
}

RT_TEST(the_timer_interrupts)
{
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupts_on();
    hal_timer_delay_ns(board_timer, 100000);
    rt_interrupts_off();
    RT_EXPECT_EQ(ticks, 1);
}

RT_TEST(a_trap_handler_resumes)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, skip_ebreak), 0);
    __asm__ volatile(".option push\n.option norvc\nebreak\n.option pop" ::: "memory");
    RT_EXPECT_EQ(calls, 1);
}

RT_TEST(a_probe_survives_its_fault)
{
    uint32_t value;

    RT_EXPECT_EQ(rt_try_load32(0, &value), false);
}

RT_TEST(the_library_works)
{
    char text[32];

    snprintf(text, sizeof(text), "%d %s", atoi("12345"), "far");
    RT_EXPECT_STR_EQ(text, "12345 far");
}

RT_TEST(other_harts_run)
{
    static char stack[2048] __attribute__((aligned(16)));

    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        const struct rt_hart_stack of_hart = {stack, sizeof(stack)};
        RT_REQUIRE_EQ(rt_hart_start(hart, count, NULL, of_hart), HAL_OK);
        RT_REQUIRE_EQ(rt_hart_wait(hart, 5000000), HAL_OK);
    }
    RT_EXPECT_EQ(calls, rt_hart_count() - 1);
}

RT_TEST_PANICS(a_panic_is_reported, "the far end")
{
    rt_panic("the far end");
}

RT_TEST_PANICS(a_fault_is_reported, "store through a null pointer")
{
    *(volatile int *)0 = 1;
}

RT_TEST_PANICS(an_interrupt_without_a_handler_is_reported, "interrupt without a handler")
{
    irq_raise_software();
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    hal_timer_delay_ns(board_timer, 100000);
}
