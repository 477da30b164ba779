/* SPDX-License-Identifier: MIT */
/* The firmware boots on a hart that the board's devices don't interrupt, which is an error. */
#include <rt/alarm.h>
#include <rt/irq_controller.h>
#include <rt/test.h>

RT_TEST_PANICS(alarms_are_refused, "rt_alarms_begin: the board's timer interrupts hart 0 only")
{
    rt_alarms_begin();
}

RT_TEST_PANICS(sources_are_refused, "rt_irq_begin: the board's controller interrupts hart 0 only")
{
    rt_irq_begin();
}
