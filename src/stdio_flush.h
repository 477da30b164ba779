/* SPDX-License-Identifier: MIT */
/*
 * Sending what stdout holds back, for the runtime's own ends of the run. A firmware that never
 * prints has no stdio linked in, and this must not bring it in: the reference to it is weak. The
 * console, which each of these ends has anyway, is waited for until it is idle.
 */
#ifndef STDIO_FLUSH_H
#define STDIO_FLUSH_H

#include "panic.h"

#include <rt/console.h>

#pragma weak rt_console_flush

static inline void flush_stdout(void)
{
    if (rt_console_flush != NULL) {
        rt_console_flush();
    }
}

/* For an orderly end. Another hart's panic has the console to itself, and to drain that takes time
 * to panic in. */
static inline void flush_and_drain(void)
{
    panic_give_way();
    flush_stdout();
    rt_console_drain();
    panic_give_way();
}

#endif
