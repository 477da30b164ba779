/* SPDX-License-Identifier: MIT */
/*
 * Formatted text for the console without stdio.
 */
#ifndef CONSOLE_SAY_H
#define CONSOLE_SAY_H

#include <stdarg.h>

/** Writes text in the format of rt/format.h. Needs no initialised memory and 100 bytes of stack for
 * a piece of the line. */
__attribute__((format(printf, 1, 0))) void rti_console_say(const char *format, va_list list);

#endif
