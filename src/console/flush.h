/* SPDX-License-Identifier: MIT */
/*
 * Sends what stdout holds back. A firmware that never prints has no stdio linked in, and this does
 * not bring it in: the reference is weak.
 */
#ifndef CONSOLE_FLUSH_H
#define CONSOLE_FLUSH_H

#include <rt/console.h>

#include <stddef.h>

#pragma weak rt_console_flush

static inline void flush_stdout(void)
{
    if (rt_console_flush != NULL) {
        rt_console_flush();
    }
}

#endif
