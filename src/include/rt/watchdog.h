/* SPDX-License-Identifier: MIT */
/** @file
 * A watchdog made of the board's timer: a program that hangs panics, and the report shows where.
 *
 *     if (rt_watchdog_start(500) != 0) {
 *         rt_panic("500 ms is no timeout for this timer");
 *     }
 *     for (;;) {
 *         do_a_round_of_work();
 *         rt_watchdog_feed();
 *     }
 *
 * If no feed comes for the timeout, the timer interrupt makes the interrupted program panic with
 * "watchdog: not fed for 500 ms". Registers and backtrace in the report are the program's, not the
 * handler's. The record of rt_last_panic has the reason and the pc for the next boot.
 *
 * It works on an alarm (rt/alarm.h), which the timer interrupt of the boot hart serves. So it
 * catches what hangs with interrupts on, outside of handlers: a loop that doesn't end, a wait for a
 * device that does not answer. It does not catch what keeps the timer interrupt out on the boot
 * hart:
 *
 * - code that hangs with interrupts off, such as a critical section;
 * - a handler that does not return. Every handler masks the timer interrupt, whatever its kind; so
 *   does an alarm's function;
 * - code that has disabled the timer interrupt, or replaced the handler in mtvec;
 * - a core or a bus that does not answer any more, or a clock that stops.
 *
 * Only a device catches those, by a reset (hal/watchdog.h). The two go together: give the device
 * the longer timeout and feed both. Then a hang that can be reported is reported, and any other
 * ends in a reset, which hal_watchdog_caused_reset() tells from other resets at the next boot.
 *
 * A hang of another hart is caught if that hart is the one that feeds. The report then shows where
 * the boot hart was, and the other harts after it.
 */
#ifndef RT_WATCHDOG_H
#define RT_WATCHDOG_H

#include <hal/status.h>

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Starts the watchdog, or restarts it with another timeout: it panics unless it is fed at least
 * every @p timeout_ms milliseconds from now on. The timeout is rounded up to the timer's ticks. The
 * panic follows at most two ticks and the delay of the interrupt later.
 *
 * Serves alarms from now on, as rt_alarms_begin does. Interrupts must be on for the watchdog to
 * panic. Call on the boot hart; panics on any other. Callable from a handler.
 *
 * @return 0, or HAL_ERR_INVALID if the timeout is 0 or longer than the timer can express in 31 bits
 * on RV32, in 63 bits on RV64. At 10 MHz 31 bits are 214 s. On an error nothing has changed.
 */
HAL_NODISCARD int rt_watchdog_start(uint32_t timeout_ms);

/**
 * Feeds the watchdog: the timeout begins anew. Reads the timer and stores one word, so it may be
 * called often. Callable from anywhere and on any hart. Without effect while the watchdog is
 * stopped.
 */
void rt_watchdog_feed(void);

/**
 * Stops the watchdog, until the next rt_watchdog_start. Call on the boot hart. Callable from a
 * handler.
 */
void rt_watchdog_stop(void);

#ifdef __cplusplus
}
#endif

#endif
