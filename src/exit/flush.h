/* SPDX-License-Identifier: MIT */
/*
 * Finishes the console's output at the end of a run.
 */
#ifndef EXIT_FLUSH_H
#define EXIT_FLUSH_H

#include "base/guards.h"
#include "console/flush.h"
#include "hart/stop.h"
#include "log/hooks.h"

/* For firmware in which no guard can be painted. */
__attribute__((weak)) void rti_guards_check_at_exit(const struct rt_hart *hart, int status)
{
    (void)hart;
    (void)status;
}

/** Call first in rt_exit. A run in which a stack overflowed is no success, whatever its status. */
static inline void panic_if_overflowed(int status)
{
    rti_guards_check_at_exit(rti_hart_of_this(), status);
}

/**
 * Sends what stdout has buffered, and the log, and waits until the console is idle. Yields to
 * another hart's panic before this. Checks again afterwards because a hart may panic while the
 * console drains.
 */
static inline void flush_and_drain(void)
{
    rti_hart_stop_if_pending();
    rt_console_flush();
    if (linked_log() != NULL) {
        linked_log()->end_of_run();
    }
    rt_console_drain();
    rti_hart_stop_if_pending();
}

#endif
