/* SPDX-License-Identifier: MIT */
/** @file
 * Software alarms: any number of them on the board's one timer.
 *
 *     static struct rt_alarm blink = {.function = toggle};
 *     rt_alarm_start_periodic(&blink, hal_timer_now(board_timer), period_ticks);
 *
 * Times are ticks of board_timer. Alarms fire in the order of their deadlines, those with the same
 * deadline in the order they were started. Their functions run in the timer interrupt of the boot
 * hart, whichever hart started them, as a handler does: short, and without floating point.
 * Starting, cancelling and firing take O(log n) each, with interrupts off.
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

/** An alarm. The caller's; fill in these members and leave the others, all zero, alone. */
struct rt_alarm {
    void (*function)(void *argument); /**< Called when the alarm fires, in the timer interrupt. */
    void *argument;                   /**< Handed to it. */

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
 * Serves alarms from now on: enables the timer interrupt. Interrupts must be on. For the boot hart,
 * which is the one that the board's timer interrupts; a panic on another.
 */
void rt_alarms_begin(void);

/**
 * Lets @p alarm fire once, as soon as the timer reaches @p deadline; immediately if it is in the
 * past. A pending alarm is moved. Callable from anywhere, the alarm's own function too.
 */
void rt_alarm_start(struct rt_alarm *alarm, uint64_t deadline);

/**
 * Lets @p alarm fire at @p deadline and every @p period ticks (1 or more) after that. The deadlines
 * are exact multiples, however late a call is: it doesn't drift. What was missed is made up for. A
 * deadline beyond UINT64_MAX never comes.
 */
void rt_alarm_start_periodic(struct rt_alarm *alarm, uint64_t deadline, uint64_t period);

/**
 * Takes @p alarm back: it fires no more unless it is started again. Callable from anywhere.
 *
 * @return true: the alarm will not fire, and its memory may be reused. If not, its function has
 * run, or runs at this moment: on another hart, or as the function that calls this.
 */
bool rt_alarm_cancel(struct rt_alarm *alarm);

#ifdef __cplusplus
}
#endif

#endif
