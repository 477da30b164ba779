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

/** Receives one character of the output. */
typedef void rt_format_put(void *context, char c);

/**
 * Formats to @p put, one character at a time. Supports the conversions c, d, i, p, s, u, x, X and
 * %, the length modifiers hh, h, l, ll, j, z and t, a width and a precision, either of them as a *,
 * and the flags -, 0, + and #. At another conversion it writes the rest of @p format as it stands,
 * and takes no further argument. Reads a string only up to its precision. Callable from any context
 * in which @p put may be called.
 */
__attribute__((format(printf, 3, 0))) void rt_format(rt_format_put *put, void *context,
                                                     const char *format, va_list arguments);

#ifdef __cplusplus
}
#endif

#endif
