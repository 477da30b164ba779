/* SPDX-License-Identifier: MIT */
/*
 * Sending what stdout and the console hold back, for the runtime's own ends of the run. A firmware
 * that never prints has no stdio linked in, a MINIMAL one no console, and this must not bring them
 * in: the references are weak.
 */
#ifndef STDIO_FLUSH_H
#define STDIO_FLUSH_H

#include <rt/console.h>

#pragma weak rt_console_flush
#pragma weak rt_console_drain

static inline void flush_stdout(void)
{
    if (rt_console_flush != NULL) {
        rt_console_flush();
    }
}

static inline void finish_output(void)
{
    flush_stdout();
    if (rt_console_drain != NULL) {
        rt_console_drain();
    }
}

#endif
