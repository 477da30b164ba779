/* SPDX-License-Identifier: MIT */
/*
 * A file with a level of its own.
 */
#define RT_LOG_LEVEL RT_LOG_LEVEL_TRACE
#include <rt/log.h>

void log_in_detail(void);

void log_in_detail(void)
{
    RT_LOG_TRACE("in %s", "detail");
}
