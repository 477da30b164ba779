/* SPDX-License-Identifier: MIT */
/*
 * Nesting handlers: a software interrupt preempts a timer handler and never vice versa. A handler's
 * mepc, mstatus and mie are restored when it returns.
 */
#include "irq.h"

#include "entry/stacks.h"

#include <rt/test.h>

#include <stddef.h>

static void (*volatile in_timer)(void);
static void (*volatile in_software)(void);
static volatile unsigned timer_calls, software_calls, depth, deepest;

static void enter(void)
{
    depth++;
    if (depth > deepest) {
        deepest = depth;
    }
}

RT_INTERRUPT_NESTING(timer)
{
    enter();
    hal_timer_cancel(board_timer);
    timer_calls++;
    if (in_timer != NULL) {
        in_timer();
    }
    depth--;
}

RT_INTERRUPT_NESTING(software)
{
    enter();
    irq_clear_software();
    software_calls++;
    if (in_software != NULL) {
        in_software();
    }
    depth--;
}

static void raise_timer(void)
{
    hal_timer_set_deadline(board_timer, 0);
    while (!rt_interrupt_pending(IRQ_MACHINE_TIMER)) {
    }
}

static void run(void (*raise)(void))
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    raise();
    rt_interrupts_on();
    rt_interrupts_off();
}

static void raise_software_and_wait(void)
{
    irq_raise_software();
    while (software_calls == 0) {
    }
}

RT_TEST(software_interrupts_a_timer_handler)
{
    in_timer = raise_software_and_wait;
    run(raise_timer);
    RT_EXPECT_EQ(timer_calls, 1);
    RT_EXPECT_EQ(software_calls, 1);
    RT_EXPECT_EQ(deepest, 2);
    RT_EXPECT_EQ(depth, 0);
}

static void raise_timer_and_linger(void)
{
    raise_timer();
    for (volatile unsigned i = 0; i < 1000; i++) {
    }
    RT_EXPECT_EQ(timer_calls, 0);
}

RT_TEST(timer_waits_for_a_software_handler)
{
    in_software = raise_timer_and_linger;
    run(irq_raise_software);
    RT_EXPECT_EQ(timer_calls, 1);
    RT_EXPECT_EQ(software_calls, 1);
    RT_EXPECT_EQ(deepest, 1);
}

RT_TEST(mepc_mstatus_and_mie_survive)
{
    in_timer = raise_software_and_wait;
    const unsigned long enabled = IRQ_SOFTWARE_ENABLES | MIP_MTIP;
    const unsigned long status = csr_read(mstatus) & ~(unsigned long)MSTATUS_MPIE;
    run(raise_timer);
    RT_EXPECT_EQ(csr_read(mie), enabled);
    /* mret sets MPP to the least privileged mode; the other bits are as before. */
    const unsigned long mask = ~(unsigned long)(MSTATUS_MPIE | MSTATUS_MPP);
    RT_EXPECT_EQ(csr_read(mstatus) & mask, status & mask);
}

static void enable_external(void)
{
    rt_interrupt_enable(IRQ_MACHINE_EXTERNAL);
}

RT_TEST(a_source_enabled_by_a_nesting_handler_stays_enabled)
{
    in_timer = enable_external;
    run(raise_timer);
    RT_EXPECT_EQ(csr_read(mie), MIP_MSIP | MIP_MTIP | MIP_MEIP);
}

static void disable_own(void)
{
    rt_interrupt_disable(IRQ_MACHINE_TIMER);
}

RT_TEST(a_source_disabled_by_its_nesting_handler_stays_disabled)
{
    in_timer = disable_own;
    run(raise_timer);
    RT_EXPECT_EQ(csr_read(mie), IRQ_SOFTWARE_ENABLES);
}

static void disable_timer_from_software(void)
{
    irq_clear_software();
    rt_interrupt_disable(IRQ_MACHINE_TIMER);
}

RT_TEST(a_source_disabled_while_its_handler_is_interrupted_stays_disabled)
{
    in_timer = raise_software_and_wait;
    in_software = disable_timer_from_software;
    run(raise_timer);
    RT_EXPECT_EQ(csr_read(mie), IRQ_SOFTWARE_ENABLES);
    RT_EXPECT_EQ(deepest, 2);
}

/* Memory may hold anything before. */
RT_TEST(a_hart_starts_with_no_handler_interrupted)
{
    struct rt_hart_irq *const irq = rt_hart_block()->irq;
    unsigned long *const frame = irq[RT_IRQ_STACK_timer].frame;

    irq[RT_IRQ_STACK_timer] = (struct rt_hart_irq){1, NULL};
    irq[RT_IRQ_STACK_plain] = (struct rt_hart_irq){1, frame};
    frame[RT_IRQ_FRAME_MIE] = 1;
    rti_irq_stacks_init(rt_hart_block());
    RT_EXPECT_EQ(irq[RT_IRQ_STACK_timer].frame, frame);
    RT_EXPECT_EQ(irq[RT_IRQ_STACK_timer].interrupted_sp, 0);
    RT_EXPECT_EQ(frame[RT_IRQ_FRAME_MIE], 0);
    RT_EXPECT_EQ(irq[RT_IRQ_STACK_plain].frame, NULL);
    RT_EXPECT_EQ(irq[RT_IRQ_STACK_plain].interrupted_sp, 0);
}
