/* SPDX-License-Identifier: MIT */
/*
 * The timer has one owner: the alarms, or a handler of the application.
 */
#include <rt/alarm.h>
#include <rt/interrupt.h>

RT_INTERRUPT_NESTING(timer)
{
}

int main(void)
{
    rt_alarms_begin();
    return 0;
}
