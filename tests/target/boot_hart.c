/* SPDX-License-Identifier: MIT */
/*
 * The board's timer and interrupt controller interrupt the boot hart, whichever hart that is. On
 * another hart their use is a panic, not an endless wait.
 */
#include "irq_devices.h"

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>
#include <rt/test.h>

static char stack[2048] __attribute__((aligned(16)));
static volatile unsigned calls;
static volatile unsigned long where;

static void note(void *argument)
{
    where = csr_read(mhartid);
    calls += *(const unsigned *)argument;
}

RT_TEST(the_boot_hart_is_the_one_asked_for)
{
    RT_EXPECT_EQ(csr_read(mhartid), EXPECTED_HART);
    RT_EXPECT_EQ(board_boot_hart, EXPECTED_HART);
}

static unsigned one = 1;
static struct rt_alarm alarm = {.function = note, .argument = &one};

RT_TEST(an_alarm_fires_on_the_boot_hart)
{
    rt_alarms_begin();
    rt_interrupts_on();
    rt_alarm_start(&alarm, hal_timer_now(board_timer) + 1000);
    while (calls == 0) {
    }
    RT_EXPECT_EQ(where, EXPECTED_HART);
}

static void start_the_alarm(void *argument)
{
    rt_alarm_start(argument, hal_timer_now(board_timer) + 1000);
}

RT_TEST(an_alarm_that_another_hart_starts_fires_on_the_boot_hart)
{
    rt_alarms_begin();
    rt_interrupts_on();
    RT_REQUIRE_EQ(rt_hart_start(1, start_the_alarm, &alarm, (struct rt_hart_stack){stack, 2048}),
                  HAL_OK);
    while (calls == 0) {
    }
    RT_EXPECT_EQ(where, EXPECTED_HART);
}

static void serve(void *argument)
{
    irq_devices[0].lower();
    note(argument);
}

RT_TEST(an_external_interrupt_reaches_the_boot_hart)
{
    rt_irq_begin();
    irq_devices[0].lower();
    RT_REQUIRE_EQ(rt_irq_attach(irq_devices[0].source, 1, serve, &one), 1);
    rt_interrupts_on();
    for (unsigned i = 1; i <= 100; i++) {
        irq_devices[0].raise();
        while (calls < i) {
        }
    }
    RT_EXPECT_EQ(where, EXPECTED_HART);
}

static void begin_alarms(void *argument)
{
    (void)argument;
    rt_alarms_begin();
}

static void begin_irqs(void *argument)
{
    (void)argument;
    rt_irq_begin();
}

static void run_on_another(rt_hart_function *function)
{
    RT_REQUIRE_EQ(rt_hart_start(1, function, NULL, (struct rt_hart_stack){stack, 2048}), HAL_OK);
    /* Calls are enabled, because a panic would otherwise wait for this hart. */
    rt_hart_calls_enable();
    for (;;) {
    }
}

RT_TEST_PANICS(another_hart_cannot_serve_alarms, "rt_alarms_begin: the board's timer interrupts")
{
    run_on_another(begin_alarms);
}

RT_TEST_PANICS(another_hart_cannot_serve_sources, "rt_irq_begin: the board's controller interrupts")
{
    run_on_another(begin_irqs);
}
