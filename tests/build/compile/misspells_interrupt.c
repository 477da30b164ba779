/* SPDX-License-Identifier: MIT */
/*
 * A handler needs an existing source.
 *
 * expect: 'rt_interrupt_source_tiemr' undeclared
 * expect: undeclared identifier 'rt_interrupt_source_tiemr'
 */
#include <rt/interrupt.h>

#ifdef MUST_FAIL
RT_INTERRUPT(tiemr)
#else
RT_INTERRUPT(timer)
#endif
{
}
