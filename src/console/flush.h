/* SPDX-License-Identifier: MIT */
/*
 * Sends what stdout has buffered. This definition is for firmware that never prints: such firmware
 * doesn't link in stdio.
 */
#ifndef CONSOLE_FLUSH_H
#define CONSOLE_FLUSH_H

#include <rt/console.h>

__attribute__((weak)) void rt_console_flush(void)
{
}

#endif
