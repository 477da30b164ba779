/* SPDX-License-Identifier: MIT */
/** @file
 * The console that printf, getchar and the panic report use.
 *
 * It is the board's serial port or the debugger's terminal (semihosting), chosen for each firmware
 * by CONSOLE in rivet_add_firmware. stdout is sent line by line, before every read, and at the end
 * of the run; fflush(stdout) sends an unfinished line. stderr is not buffered.
 */
#ifndef RT_CONSOLE_H
#define RT_CONSOLE_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Sends @p size bytes immediately, bypassing stdio and its buffer. Gives up if the port accepts
 * nothing for a second. Later calls then don't wait until the port accepts a byte. Callable from
 * anywhere, even before board_init.
 */
void rt_console_write(const char *text, size_t size);

/**
 * Sends @p size bytes in a frame; see rt/frame.h. Sends nothing if rt_frame_write rejects the
 * arguments. Like rt_console_write it bypasses stdio: call rt_console_flush first if the order of
 * text and frame matters. Callable from anywhere. Other output may get into a long frame and damage
 * it.
 *
 * @param kind    of enum rt_frame_kind.
 * @param payload the bytes.
 * @param size    their number, at most RT_FRAME_PAYLOAD_MAX.
 */
void rt_console_write_frame(char kind, const void *payload, size_t size);

/**
 * Waits for one byte and returns it. Not for handlers.
 *
 * @return the byte, 0 to 255, or -1 at the end of input (semihosting only: a serial port has no
 * end).
 */
int rt_console_read(void);

/** Sends what stdout has buffered. Callable from anywhere. */
void rt_console_flush(void);

/**
 * Waits until everything sent is on the wire, at most one second. Call it before resetting or
 * powering off the machine. The end of the run and a panic do it themselves. Callable from
 * anywhere.
 */
void rt_console_drain(void);

#ifdef __cplusplus
}
#endif

#endif
