/* SPDX-License-Identifier: MIT */
/** @file
 * Software alarms: any number of them on the board's one timer.
 *
 *     #include <rt/board.h>
 *     #include <rt/time.h>
 *
 *     static struct rt_alarm blink = {.function = toggle};
 *     rt_alarm_start_periodic(&blink, hal_timer_now(board_timer), rt_ticks_from_ms(500));
 *
 * Times are ticks of board_timer; rt/time.h converts. Alarms fire in the order of their deadlines.
 * Alarms with the same deadline fire in the order they were started. Their functions run in the
 * timer interrupt of the boot hart, whichever hart started them. Like any handler, they must be
 * short and must not use floating point. Starting, cancelling and firing take O(log n) each, with
 * interrupts off.
 *
 * The timer's compare register (mtimecmp) has one owner. In firmware that calls rt_alarms_begin the
 * alarms own it: don't call hal_timer_set_deadline or hal_timer_cancel for board_timer there.
 * Whatever else needs the timer is an alarm: a tick is a periodic one, the watchdog is one
 * (rt/watchdog.h), a lower mode's timer is one that makes its interrupt pending. A function that
 * must run on another hart is posted there with rt_hart_call_async (rt/hart.h).
 *
 * Firmware that wants to own the register itself, such as the port of an RTOS, takes the alarms'
 * place: it defines a handler for the source "timer" (rt/interrupt.h) and does without
 * rt_alarms_begin. The two don't link together.
 */
#ifndef RT_ALARM_H
#define RT_ALARM_H

#include <hal/status.h>
#include <hal/timer.h>

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An alarm, allocated by the caller. Fill in these members and leave the others zero. */
struct rt_alarm {
    void (*function)(void *argument); /**< Called when the alarm fires, in the timer interrupt. */
    void *argument;                   /**< Passed to function. */

    /** @cond internal */
    uint64_t deadline;
    uint64_t period;       /* 0: once */
    uint64_t sequence;     /* decides among equal deadlines */
    struct rt_alarm *left; /* see src/alarm/queue.h */
    struct rt_alarm *right;
    struct rt_alarm *parent;
    unsigned rank;
    bool pending;
    /** @endcond */
};

/**
 * Enables the timer interrupt; alarms are served from now on. Interrupts must be on. Call on the
 * boot hart, which is the hart that the board's timer interrupts; panics on any other.
 */
void rt_alarms_begin(void);

/**
 * Makes @p alarm fire once, as soon as the timer reaches @p deadline; immediately if that is in the
 * past. A pending alarm is moved. Callable from anywhere, including the alarm's own function.
 */
void rt_alarm_start(struct rt_alarm *alarm, uint64_t deadline);

/**
 * Makes @p alarm fire at @p deadline and every @p period ticks (1 or more) after that. Every
 * deadline is @p deadline plus a multiple of @p period, however late a call is, so the alarm
 * doesn't drift. Missed calls are made up. A deadline beyond UINT64_MAX never fires.
 */
void rt_alarm_start_periodic(struct rt_alarm *alarm, uint64_t deadline, uint64_t period);

/**
 * Cancels @p alarm: it does not fire until it is restarted. Callable from anywhere.
 *
 * @return true: the alarm will not fire, and its memory may be reused. false: it was not pending
 * because its function has run or is running, or its function is running on another hart.
 */
bool rt_alarm_cancel(struct rt_alarm *alarm);

#ifdef __cplusplus
}
#endif

#endif
