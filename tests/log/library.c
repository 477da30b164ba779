/* SPDX-License-Identifier: MIT */
/*
 * A library that is compiled once for firmware with any options.
 */
#include <rt/log.h>

void log_in_library(const char *text);

void log_in_library(const char *text)
{
    RT_LOG_INFO("library %d", 7);
    RT_LOG_WARN("library %s", text);
    RT_LOG_DEBUG("library debug");
}
