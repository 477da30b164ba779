/* SPDX-License-Identifier: MIT */
/*
 * Sends what stdout has buffered. The reference is weak, so that a firmware that never prints does
 * not link in stdio.
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
