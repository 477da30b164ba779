/* SPDX-License-Identifier: MIT */
/*
 * A handler for SOURCE, in ways that must be refused.
 */
#include <rt/interrupt.h>

RT_INTERRUPT(SOURCE)
{
}
