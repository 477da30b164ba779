/* SPDX-License-Identifier: MIT */
/*
 * A handler of the timer that nests.
 */
#include <rt/interrupt.h>

RT_INTERRUPT_NESTING(timer)
{
}
