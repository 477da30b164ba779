/* SPDX-License-Identifier: MIT */
/*
 * The one way to die: every fatal condition ends here, with a report and a non-zero status.
 */
#ifndef RT_PANIC_H
#define RT_PANIC_H

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Reports and ends the firmware. Never returns; callable from anywhere, handlers included.
 *
 * The report goes out over the polled console UART and ends the run as rt_panic_end decides.
 * @p format knows %s %c %d %i %u %x %p %% with the length modifiers l, ll and z, a width, and the
 * flags 0 and -. It uses no heap, no lock and no stdio.
 */
__attribute__((noreturn, cold, format(printf, 1, 2))) void rt_panic(const char *format, ...);

#ifdef __cplusplus
}
#endif

#endif
