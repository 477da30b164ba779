/* SPDX-License-Identifier: MIT */
/** @file
 * The console: where printf writes, where getchar reads, where a panic reports.
 *
 * It is the board's serial port or the debugger's terminal (semihosting), chosen for each firmware
 * by CONSOLE in rivet_add_firmware. stdout is sent line by line, and before every read and the end
 * of the run; fflush(stdout) sends an unfinished line. stderr is not held back.
 */
#ifndef RT_CONSOLE_H
#define RT_CONSOLE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sends @p size bytes immediately, past stdio and its buffer. Gives up on a port that takes nothing
 * for a second, and doesn't wait for it again until it has taken something. Callable from anywhere,
 * before board_init too.
 */
void rt_console_write(const char *text, size_t size);

/**
 * Reads one byte, waiting for it. Not for handlers.
 *
 * @return the byte, 0 to 255, or -1 at the end of input (semihosting only: a serial port has no
 * end).
 */
int rt_console_read(void);

/** Sends what stdout holds back. Callable from anywhere. */
void rt_console_flush(void);

/**
 * Waits until all that was sent is on the wire, a second at most: before the machine is reset or
 * switched off. Callable from anywhere. The end of the run and a panic do it on their own.
 */
void rt_console_drain(void);

#ifdef __cplusplus
}
#endif

#endif
