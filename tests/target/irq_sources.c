/* SPDX-License-Identifier: MIT */
/*
 * The sources of the interrupt controller. A source of higher priority preempts the handler of a
 * lower one and never vice versa, and no interrupt is lost.
 */
#include "irq.h"
#include "irq_devices.h"

#include <rt/detail/registers.h>
#include <rt/image.h>
#include <rt/irq_controller.h>
#include <rt/test.h>

enum {
    LOW = 2,
    HIGH = 3,
    ROUNDS = 1000,
};

/* Called inside the handler of device 0 or 1. */
static void (*volatile inside[2])(void);
static volatile unsigned calls[2], software_calls, depth, deepest;
static uintptr_t handler_sp[2];

static void serve(void *context)
{
    const struct irq_device *const device = context;
    const unsigned i = (unsigned)(device - irq_devices);

    depth++;
    deepest = depth > deepest ? depth : deepest;
    device->lower();
    calls[i]++;
    __asm__ volatile("mv %0, sp" : "=r"(handler_sp[i]));
    if (inside[i] != NULL) {
        inside[i]();
    }
    depth--;
}

RT_INTERRUPT(software)
{
    irq_clear_software();
    software_calls++;
}

static void attach(unsigned i, uint32_t priority)
{
    const struct irq_device *const device = &irq_devices[i];

    device->lower();
    RT_REQUIRE_EQ(rt_irq_attach(device->source, priority, serve, (void *)(uintptr_t)device),
                  (int)priority);
}

static void set_up(void)
{
    rt_irq_begin();
    attach(0, LOW);
    attach(1, HIGH);
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
}

RT_TEST_FIXTURE(set_up, rt_interrupts_off);

static void linger(void)
{
    for (volatile unsigned i = 0; i < 1000; i++) {
    }
}

static void raise_and_wait(unsigned i)
{
    const unsigned before = calls[i];

    irq_devices[i].raise();
    while (calls[i] == before) {
    }
}

static void raise_1_and_wait(void)
{
    raise_and_wait(1);
}

RT_TEST(a_higher_source_interrupts_the_handler_of_a_lower_one)
{
    inside[0] = raise_1_and_wait;
    raise_and_wait(0);
    RT_EXPECT_EQ(calls[0], 1);
    RT_EXPECT_EQ(calls[1], 1);
    RT_EXPECT_EQ(deepest, 2);
}

static void raise_0_and_linger(void)
{
    const unsigned before = calls[0];

    irq_devices[0].raise();
    linger();
    RT_EXPECT_EQ(calls[0], before);
}

RT_TEST(a_lower_source_waits_for_the_handler_of_a_higher_one)
{
    inside[1] = raise_0_and_linger;
    raise_and_wait(1);
    linger();
    RT_EXPECT_EQ(calls[0], 1);
    RT_EXPECT_EQ(deepest, 1);
}

RT_TEST(a_source_of_the_same_priority_waits)
{
    attach(0, HIGH);
    inside[1] = raise_0_and_linger;
    raise_and_wait(1);
    linger();
    RT_EXPECT_EQ(calls[0], 1);
    RT_EXPECT_EQ(deepest, 1);
}

RT_TEST(the_threshold_is_as_before_after_nested_handlers)
{
    inside[0] = raise_1_and_wait;
    RT_REQUIRE_EQ(hal_irq_set_threshold(board_irq, 1), 1);
    for (unsigned i = 0; i < ROUNDS; i++) {
        raise_and_wait(0);
    }
    RT_EXPECT_EQ(board_irq->ops->get_threshold(board_irq), 1);
    RT_EXPECT_EQ(calls[0], ROUNDS);
    RT_EXPECT_EQ(calls[1], ROUNDS);
}

static void switch_own_source(void)
{
    RT_EXPECT_EQ(hal_irq_enable(board_irq, irq_devices[0].source, false), 0);
    RT_EXPECT_EQ(hal_irq_enable(board_irq, irq_devices[0].source, true), 0);
}

RT_TEST(a_handler_that_switches_its_own_source_off_and_on_is_called_1000_times_more)
{
    inside[0] = switch_own_source;
    for (unsigned i = 0; i < ROUNDS; i++) {
        raise_and_wait(0);
    }
    RT_EXPECT_EQ(calls[0], ROUNDS);
}

static void raise_software_and_linger(void)
{
    irq_raise_software();
    linger();
    RT_EXPECT_EQ(software_calls, 0);
}

RT_TEST(the_software_interrupt_waits_for_external_handlers)
{
    inside[0] = raise_1_and_wait;
    inside[1] = raise_software_and_linger;
    raise_and_wait(0);
    linger();
    RT_EXPECT_EQ(software_calls, 1);
    RT_EXPECT_EQ(csr_read(mie), MIP_MSIP | MIP_MEIP);
}

static void disable_software(void)
{
    rt_interrupt_disable(IRQ_MACHINE_SOFTWARE);
}

RT_TEST(an_interrupt_disabled_by_a_nested_handler_stays_disabled)
{
    inside[0] = raise_1_and_wait;
    inside[1] = disable_software;
    raise_and_wait(0);
    RT_EXPECT_EQ(csr_read(mie), MIP_MEIP);
}

RT_TEST(nested_handlers_share_one_stack_aligned)
{
    inside[0] = raise_1_and_wait;
    raise_and_wait(0);
    RT_EXPECT_LT(handler_sp[1], handler_sp[0]);
    RT_EXPECT_LE(handler_sp[0], (uintptr_t)rt_boot_irq_external_end);
    RT_EXPECT_GT(handler_sp[1], (uintptr_t)rt_boot_irq_external_end - 2048);
    RT_EXPECT_EQ(handler_sp[0] % RT_STACK_ALIGNMENT, 0);
    RT_EXPECT_EQ(handler_sp[1] % RT_STACK_ALIGNMENT, 0);
}

/* It is not taken for one that nests in the first. */
RT_TEST(the_next_handler_begins_at_the_top_too)
{
    raise_and_wait(0);
    const uintptr_t first = handler_sp[0];
    raise_and_wait(0);
    RT_EXPECT_EQ(handler_sp[0], first);
}

static void nobody(hal_irq_handler *handler, void *context)
{
    (void)handler;
    (void)context;
    RT_FAIL("there was nothing to serve");
}

RT_TEST(a_claim_of_nothing_is_tolerated)
{
    RT_EXPECT_EQ(hal_irq_dispatch_one(board_irq, nobody), 0);
    RT_EXPECT_EQ(hal_irq_dispatch(board_irq), 0);
    raise_and_wait(0);
    RT_EXPECT_EQ(calls[0], 1);
}

RT_TEST(a_source_that_is_none_is_refused)
{
    RT_EXPECT_EQ(rt_irq_attach(0, 1, serve, NULL), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_irq_attach(board_irq->sources + 1, 1, serve, NULL), HAL_ERR_INVALID);
}

RT_TEST_PANICS(a_source_without_a_handler_is_named, "has no handler")
{
    RT_REQUIRE_EQ(hal_irq_attach(board_irq, irq_devices[0].source, NULL, NULL), 0);
    irq_devices[0].raise();
    linger();
}
