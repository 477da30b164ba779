/* SPDX-License-Identifier: MIT */
/*
 * A log call has at most eight arguments.
 * expect: a log call has at most 8 arguments after the format
 */
#include <rt/log.h>

void log_numbers(void);

void log_numbers(void)
{
    RT_LOG_INFO("%d %d %d %d %d %d %d %d", 1, 2, 3, 4, 5, 6, 7, 8);
#ifdef MUST_FAIL
    RT_LOG_INFO("%d %d %d %d %d %d %d %d %d", 1, 2, 3, 4, 5, 6, 7, 8, 9);
#endif
}
