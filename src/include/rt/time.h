/* SPDX-License-Identifier: MIT */
/** @file
 * Time by board_timer, in the units in which people think.
 *
 *     rt_sleep_ms(250);
 *     printf("up for %llu ms\n", (unsigned long long)rt_uptime_ms());
 *
 * A name that ends in _us or _ms takes or returns microseconds or milliseconds. Alarms and points
 * in time are in ticks of a hal_timer; docs/drivers.md has all units. Times to wait are rounded up
 * to whole ticks, and the tick that has begun does not count: a wait is never too short.
 */
#ifndef RT_TIME_H
#define RT_TIME_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The time that board_timer has counted, on most boards since the chip was reset or powered.
 * Callable from anywhere.
 */
uint64_t rt_uptime_us(void);
/** @copydoc rt_uptime_us */
uint64_t rt_uptime_ms(void);

/**
 * Converts a time to ticks of board_timer, rounded up; UINT64_MAX on overflow. For the periods and
 * deadlines of rt/alarm.h. Callable from anywhere.
 */
uint64_t rt_ticks_from_us(uint64_t us);
/** @copydoc rt_ticks_from_us */
uint64_t rt_ticks_from_ms(uint64_t ms);

/** Waits while the hart executes instructions. Callable from anywhere. */
void rt_delay_us(uint32_t us);

/**
 * Waits while the hart sleeps (rt_idle); handlers run. The timer's alarms wake it, so firmware that
 * has a timer handler of its own can't use this. Call from a program, not from a handler. With
 * interrupts off, and on harts other than the one that board_timer interrupts, it waits like
 * rt_delay_us.
 */
void rt_sleep_us(uint64_t us);
/** @copydoc rt_sleep_us */
void rt_sleep_ms(uint64_t ms);

/**
 * Sleeps until an interrupt comes that is enabled, lets it run its handler, and returns. Call it
 * with interrupts off, after looking for work, so that no interrupt is missed:
 *
 *     rt_interrupts_off();
 *     while (!work_to_do) {
 *         rt_idle();
 *     }
 *     rt_interrupts_on();
 *
 * Returns with interrupts off. There is no tick: the next alarm's deadline is what the timer waits
 * for. It may return early, without an interrupt (wfi may do nothing). Not for handlers.
 */
void rt_idle(void);

/** The time that this hart has spent in rt_idle, in microseconds. Callable from anywhere. */
uint64_t rt_idle_us(void);

/**
 * A board may define these. rt_idle calls them right before and after the core sleeps, with
 * interrupts off: to lower clocks or supply voltage, and to raise them again. The default does
 * nothing. After board_idle_leave the timer must be right.
 */
void board_idle_enter(void);
/** @copydoc board_idle_enter */
void board_idle_leave(void);

#ifdef __cplusplus
}
#endif

#endif
