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
 * A source of higher priority interrupts the handler of a lower one; the timer and the software
 * interrupt wait for all of them. Handlers are ordinary C without floating point, on one stack of
 * IRQ_STACK bytes, which must hold as many of them as there are priorities in use. Using this
 * header links in the handler of the external interrupt, so RT_INTERRUPT(external) is taken; a
 * firmware that wants neither priorities nor nesting calls hal_irq_dispatch from its own.
 *
 * All of it is for the boot hart, whose view of the controller board_irq is.
 */
#ifndef RT_IRQ_CONTROLLER_H
#define RT_IRQ_CONTROLLER_H

#include <hal/irq.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Resets the controller for the boot hart, all sources disabled, and enables the external
 * interrupt. A panic on a hart that the board's controller does not interrupt. Not for handlers;
 * interrupts themselves are turned on by rt_interrupts_on (rt/interrupt.h).
 */
void rt_irq_begin(void);

/**
 * Makes @p handler, called with @p context, the one for @p source, at @p priority (1 or more) and
 * enables the source. The handler has to take away the reason why the device interrupts. It may
 * use everything here and in <hal/irq.h> but the threshold. Callable from anywhere on the boot
 * hart. hal_irq_enable(board_irq, source, false) disables the source again.
 *
 * @return the priority achieved, which is the highest there is if @p priority is above it; or
 * HAL_ERR_INVALID (controller untouched) for a source that doesn't exist.
 */
HAL_NODISCARD int rt_irq_attach(uint32_t source, uint32_t priority, hal_irq_handler *handler,
                                void *context);

#ifdef __cplusplus
}
#endif

#endif
