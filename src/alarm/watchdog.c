/* SPDX-License-Identifier: MIT */
/*
 * The watchdog: an alarm that looks once in a timeout when the last feed was. So a feed is one
 * store, and moves no alarm.
 */
#include "bite.h"

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/watchdog.h>

/* Words of the timer's count: a whole count could tear on RV32. */
static unsigned long fed;
static unsigned long timeout;
static uint32_t timeout_milliseconds;

static void look(void *argument);

static struct rt_alarm alarm = {.function = look};

static void look(void *argument)
{
    /* Read first, so that a feed by another hart is not later than now. */
    const unsigned long last = __atomic_load_n(&fed, __ATOMIC_ACQUIRE);
    const uint64_t now = hal_timer_now(board_timer);
    const long left = (long)(timeout - ((unsigned long)now - last));

    (void)argument;
    if (left > 0) {
        rt_alarm_start(&alarm, now + (unsigned long)left);
    } else {
        rti_bite("watchdog: not fed for %lu ms", timeout_milliseconds);
    }
}

int rt_watchdog_start(uint32_t timeout_ms)
{
    const uint64_t ticks = hal_timer_ticks_from_ns(board_timer, (uint64_t)timeout_ms * 1000000);

    if (ticks == 0 || ticks > (~0UL >> 1)) {
        return HAL_ERR_INVALID;
    }
    rt_watchdog_stop();
    timeout = (unsigned long)ticks;
    timeout_milliseconds = timeout_ms;
    /* On RV32 a feed of minutes ago would count as one to come. */
    rt_watchdog_feed();
    rt_alarm_start(&alarm, hal_timer_now(board_timer) + ticks);
    rt_alarms_begin();
    return HAL_OK;
}

void rt_watchdog_feed(void)
{
    __atomic_store_n(&fed, (unsigned long)hal_timer_now(board_timer), __ATOMIC_RELAXED);
}

void rt_watchdog_stop(void)
{
    (void)rt_alarm_cancel(&alarm);
}
