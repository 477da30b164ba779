/* SPDX-License-Identifier: MIT */
/* Plain handlers: the length of their entry, and the stack that they run on. */
#include "irq.h"

#include <rt/detail/registers.h>
#include <rt/image.h>
#include <rt/test.h>

static volatile unsigned long first, calls;
static uintptr_t handler_sp;

RT_INTERRUPT(software)
{
    unsigned long now;

    /* The handler's first instruction. */
    __asm__ volatile("csrr %0, minstret" : "=r"(now)::"memory");
    __asm__ volatile("mv %0, sp" : "=r"(handler_sp));
    irq_clear_software();
    first = now;
    calls++;
}

static void recurse(unsigned depth);
static void (*volatile again)(unsigned depth) = recurse;

static void recurse(unsigned depth)
{
    volatile char room[64];

    room[0] = (char)depth;
    again(depth + 1);
    room[1] = room[0];
}

RT_INTERRUPT(timer)
{
    recurse(0);
}

static void prepare(void)
{
    irq_raise_software();
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
}

RT_TEST(a_plain_handler_is_called_once_for_each_interrupt)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    for (unsigned i = 1; i <= 1000; i++) {
        irq_raise_software();
        while (calls < i) {
        }
    }
    rt_interrupts_off();
    RT_EXPECT_EQ(calls, 1000);
}

RT_TEST(a_plain_handler_runs_on_the_interrupt_stack_aligned)
{
    prepare();
    rt_interrupts_on();
    while (calls == 0) {
    }
    rt_interrupts_off();
    RT_EXPECT_GE(handler_sp, (uintptr_t)rt_boot_irq_plain_start);
    RT_EXPECT_LT(handler_sp, (uintptr_t)rt_boot_irq_plain_end);
    RT_EXPECT_GE((uintptr_t)rt_boot_irq_plain_end - (uintptr_t)rt_boot_irq_plain_start, 2048);
    RT_EXPECT_EQ(handler_sp % RT_STACK_ALIGNMENT, 0);
}

RT_TEST(the_core_took_the_vector_as_it_was_given)
{
    extern const char rt_mtvec[];

    RT_EXPECT_EQ(csr_read(mtvec), (uintptr_t)rt_mtvec);
}

RT_TEST(only_handlers_that_are_linked_in_have_stacks)
{
    RT_EXPECT_EQ(rt_boot_irq_plain_end, rt_boot_irq_external_end);
    RT_EXPECT_EQ(rt_hart_block()->irq[RT_IRQ_STACK_timer].frame, NULL);
}

RT_TEST_PANICS(a_handler_that_never_stops_calling_is_a_stack_overflow,
               "stack overflow: interrupt stack")
{
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    rt_interrupt_wait();
}
