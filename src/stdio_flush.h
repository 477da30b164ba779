/* SPDX-License-Identifier: MIT */
/*
 * Sending what stdout and the console hold back, for the runtime's own ends of the run. A firmware
 * that never prints has no stdio linked in, and this must not bring it in: the reference is weak.
 */
#ifndef STDIO_FLUSH_H
#define STDIO_FLUSH_H

#include <rt/console.h>

#pragma weak rt_console_flush

static inline void flush_stdout(void)
{
    if (rt_console_flush != NULL) {
        rt_console_flush();
    }
}

static inline void finish_output(void)
{
    flush_stdout();
    rt_console_drain();
}

#endif
