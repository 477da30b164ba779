/* SPDX-License-Identifier: MIT */
/*
 * A storm of timer interrupts at random instants. The handler and the main loop both use floating
 * point. Neither may change the other's registers.
 */
#include "irq.h"
#include "random.h"

#include <rt/test.h>

enum {
    STORM = 20000,
};

static volatile unsigned calls;
static volatile double handler_sum;
static uint32_t seed = 1;

RT_INTERRUPT_FLOAT(timer)
{
    calls++;
    handler_sum = handler_sum * 0.5 + (double)calls;
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + random_next(&seed) % 64);
}

/* The same sum twice, once with interrupts: a lost register makes them differ. */
static double sum(unsigned terms)
{
    double a = 1.0;
    double b = 0.0;

    for (unsigned i = 1; i <= terms; i++) {
        a = a * 1.0000001 + 1.0 / i;
        b += a / (double)(i + 1);
    }
    return a + b;
}

RT_TEST(floating_point_survives_in_main_and_in_the_handler)
{
    const double expected = sum(1000);
    double wanted = 0.0;

    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    while (calls < STORM) {
        RT_REQUIRE(sum(1000) == expected);
    }
    rt_interrupts_off();
    for (unsigned i = 1; i <= calls; i++) {
        wanted = wanted * 0.5 + (double)i;
    }
    RT_EXPECT(handler_sum == wanted);
}
