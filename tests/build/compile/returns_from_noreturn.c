/* SPDX-License-Identifier: MIT */
/*
 * A function declared noreturn must not return: callers have no code after the call.
 *
 * expect: 'noreturn' function does return
 * expect: function declared 'noreturn' should not return
 */
#include <rt/exit.h>

__attribute__((noreturn)) void end(int status);

#ifdef MUST_FAIL
void end(int status)
{
    if (status != 0) {
        rt_exit(status);
    }
}
#else
void end(int status)
{
    rt_exit(status);
}
#endif
