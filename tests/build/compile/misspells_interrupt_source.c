/* SPDX-License-Identifier: MIT */
/*
 * A handler needs a source that the board has. The message names those.
 *
 * expect: there is no source tiemr. The sources are software, timer, external
 */
#include <rt/interrupt.h>

#ifdef MUST_FAIL
RT_INTERRUPT(tiemr)
{
}
#else
RT_INTERRUPT(timer)
{
}
#endif
