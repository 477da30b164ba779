/* SPDX-License-Identifier: MIT */
/*
 * The cost of starting and cancelling an alarm among a thousand others. Nearly all of it runs with
 * interrupts off. Also the cost of feeding the watchdog, which moves no alarm.
 */
#include "bench.h"

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/watchdog.h>

#include <stddef.h>

enum {
    ALARMS = 1000,
};

static struct rt_alarm alarms[ALARMS];

struct figures {
    unsigned long total, worst;
};

static void add(struct figures *figures, unsigned long count)
{
    figures->total += count;
    if (count > figures->worst) {
        figures->worst = count;
    }
}

static void nothing(void *argument)
{
    (void)argument;
}

static uint32_t next_random(void)
{
    static uint32_t state = 1;

    state = state * 1664525 + 1013904223;
    return state;
}

/* No alarm fires, because interrupts are off. */
int main(void)
{
    const uint64_t far = hal_timer_now(board_timer) + ((uint64_t)1 << 40);
    struct figures start = {0};
    struct figures cancel = {0};

    for (unsigned i = 0; i < ALARMS; i++) {
        alarms[i].function = nothing;
        const uint64_t deadline = far + next_random();
        add(&start, BENCH_COUNT(rt_alarm_start(&alarms[i], deadline)));
    }
    for (unsigned i = 0; i < 10 * ALARMS; i++) {
        struct rt_alarm *const alarm = &alarms[next_random() % ALARMS];
        const uint64_t deadline = far + next_random();
        add(&cancel, BENCH_COUNT((void)rt_alarm_cancel(alarm)));
        add(&start, BENCH_COUNT(rt_alarm_start(alarm, deadline)));
    }
    bench_report("alarm.start.average", start.total, 11UL * ALARMS);
    bench_report("alarm.start.worst", start.worst, 1);
    bench_report("alarm.cancel.average", cancel.total, 10UL * ALARMS);
    bench_report("alarm.cancel.worst", cancel.worst, 1);
    bench_report("watchdog.feed", BENCH_COUNT(rt_watchdog_feed()), 1);
    return 0;
}
