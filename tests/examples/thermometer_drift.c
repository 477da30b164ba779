/* SPDX-License-Identifier: MIT */
/*
 * Replaces the sensor of the thermometer and measures when the periods begin. The last period must
 * begin a whole number of periods after the first, exact to one tick of the timer.
 */
#include <rt/board.h>
#include <rt/exit.h>
#include <stdio.h>

void __real_sensor_period(void);
void __wrap_sensor_period(void);

void __wrap_sensor_period(void)
{
    static unsigned count;
    static uint64_t first;
    const uint64_t now = hal_timer_now(board_timer);
    if (count == 0) {
        first = now;
    }
    if (++count == READINGS) {
        const uint64_t period = hal_timer_ticks_from_ns(board_timer, PERIOD_MS * 1000000ULL);
        const int64_t drift = (int64_t)(now - first - (READINGS - 1) * period);
        printf("%u periods, drift %lld ticks\n", count, (long long)drift);
        rt_exit(drift < -1 || drift > 1);
    }
    __real_sensor_period();
}
