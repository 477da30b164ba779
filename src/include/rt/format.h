/* SPDX-License-Identifier: MIT */
/** @file
 * A printf small enough for the panic path: no heap, no locale, no floating point, little stack.
 */
#ifndef RT_FORMAT_H
#define RT_FORMAT_H

#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Takes one character of the output. */
typedef void rt_format_put(void *context, char c);

/**
 * Formats to @p put, character by character. Knows the conversions s, c, d, i, u, x, p and %, the
 * length modifiers l, ll and z, a width, and the flags 0 and -. Zeros fill up to 22 characters. Of
 * another conversion, or a precision, the letter is written, its argument not taken: those after it
 * are then wrong. Callable from anywhere that @p put is.
 */
__attribute__((format(printf, 3, 0))) void rt_format(rt_format_put *put, void *context,
                                                     const char *format, va_list arguments);

#ifdef __cplusplus
}
#endif

#endif
