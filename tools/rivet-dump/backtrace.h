/* SPDX-License-Identifier: MIT */
#ifndef RIVET_DUMP_BACKTRACE_H
#define RIVET_DUMP_BACKTRACE_H

#include <stdbool.h>

/** Whether the last callers in the report came from a scan of the stack, for want of libdw. */
bool backtrace_is_a_scan(void);

#endif
