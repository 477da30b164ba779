/* SPDX-License-Identifier: MIT */
/*
 * A log call's format is checked like printf's, even if its level leaves no code.
 * expect: format
 */
#define RT_LOG_LEVEL RT_LOG_LEVEL_ERROR
#include <rt/log.h>

void log_size(unsigned long size);

void log_size(unsigned long size)
{
    RT_LOG_TRACE("%lu", size);
#ifdef MUST_FAIL
    RT_LOG_TRACE("%s", size);
#endif
}
