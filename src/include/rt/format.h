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
 * Formats to @p put, one character at a time. Supports the conversions s, c, d, i, u, x, p and %,
 * the length modifiers l, ll and z, a width, and the flags 0 and -. Zero padding fills at most 22
 * characters. For an unsupported conversion or a precision, writes only its letter. Its
 * argument is not consumed, so all later arguments are wrong. Callable from any context in which
 * @p put may be called.
 */
__attribute__((format(printf, 3, 0))) void rt_format(rt_format_put *put, void *context,
                                                     const char *format, va_list arguments);

#ifdef __cplusplus
}
#endif

#endif
