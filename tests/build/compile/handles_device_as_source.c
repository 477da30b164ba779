/* SPDX-License-Identifier: MIT */
/*
 * A device is not an interrupt source of the hart. The message names what is.
 *
 * expect: For a device, such as a UART, use rt_irq_attach (rt/irq_controller.h)
 */
#include <rt/interrupt.h>

#ifdef MUST_FAIL
RT_INTERRUPT_DIRECT(uart0)
{
}
#else
RT_INTERRUPT_DIRECT(external)
{
}
#endif
