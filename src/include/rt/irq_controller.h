/* SPDX-License-Identifier: MIT */
/** @file
 * External interrupts: the sources of the board's interrupt controller, with priorities.
 *
 *     static void on_alarm(void *context)
 *     {
 *         (void)context;
 *         hal_rtc_acknowledge_alarm(&board_rtc.rtc);
 *     }
 *
 *     rt_irq_begin();
 *     rt_interrupts_on();
 *     if (rt_irq_attach(BOARD_RTC_IRQ, 2, on_alarm, NULL) < 0) {
 *         ...
 *     }
 *
 * A source of higher priority preempts the handler of a lower one. The timer and software
 * interrupts wait for all of them. Handlers are ordinary C without floating point. They share one
 * stack of IRQ_STACK bytes, which must be large enough for one handler per priority in use. Using
 * this header links in a handler of the external interrupt, so the firmware cannot define
 * RT_INTERRUPT(external). A firmware that needs neither priorities nor nesting defines it and calls
 * hal_irq_dispatch there.
 *
 * Use these functions on the boot hart only: board_irq is that hart's context of the controller.
 */
#ifndef RT_IRQ_CONTROLLER_H
#define RT_IRQ_CONTROLLER_H

#include <hal/irq.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Resets the controller for the boot hart, disables all sources, and enables the external
 * interrupt. Panics on a hart that the board's controller does not interrupt. Does not turn
 * interrupts on: call rt_interrupts_on (rt/interrupt.h). Not for handlers.
 */
void rt_irq_begin(void);

/**
 * Registers @p handler with @p context for @p source at @p priority (1 or more) and enables the
 * source. The handler must clear the device's interrupt condition. It may use everything in this
 * header and in <hal/irq.h> except the threshold. Callable from anywhere on the boot hart.
 * hal_irq_enable(board_irq, source, false) disables the source again.
 *
 * @return the priority achieved, capped at the highest the controller has; HAL_ERR_INVALID
 * (controller untouched) if the source doesn't exist; or HAL_ERR_UNSUPPORTED of
 * hal_irq_set_priority: the source has its handler and keeps its former priority, at first 0.
 */
HAL_NODISCARD int rt_irq_attach(uint32_t source, uint32_t priority, hal_irq_handler *handler,
                                void *context);

#ifdef __cplusplus
}
#endif

#endif
