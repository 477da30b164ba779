/* SPDX-License-Identifier: MIT */
/*
 * The orderly end of the console's output.
 */
#ifndef EXIT_FLUSH_H
#define EXIT_FLUSH_H

#include "console/flush.h"
#include "hart/stop.h"

/**
 * Sends what stdout holds back and waits until the console is idle. Yields to another hart's panic
 * first, which needs the console, and checks again afterwards: to drain takes time.
 */
static inline void flush_and_drain(void)
{
    rti_hart_stop_if_pending();
    flush_stdout();
    rt_console_drain();
    rti_hart_stop_if_pending();
}

#endif
