/* SPDX-License-Identifier: MIT */
/*
 * A must-panic case must give a text of the report.
 *
 * expect: say which text the panic report must contain
 */
#include <rt/panic.h>
#include <rt/test.h>

#ifdef MUST_FAIL
RT_TEST_PANICS(dies, "")
{
    rt_panic("reason");
}
#else
RT_TEST_PANICS(dies, "reason")
{
    rt_panic("reason");
}
#endif
