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

/** How stdin reads. */
enum rt_console_mode {
    RT_CONSOLE_RAW,  /**< each byte as it arrives, without echo; so at the start */
    RT_CONSOLE_LINES /**< whole lines that a person types */
};

enum {
    RT_CONSOLE_LINE_MAX = 127 /**< bytes of a line, without its newline */
};

/**
 * Sets how stdin reads. It drops a line that is not yet read. Not for handlers.
 *
 * With RT_CONSOLE_LINES a read waits for a whole line and echoes it. Backspace erases a character.
 * CR, LF or both end the line, as a newline. Ctrl-D ends it too, and after it stdin is at its end;
 * clearerr(stdin) lets it read on. Other control characters but tabs are dropped, and so is what
 * exceeds RT_CONSOLE_LINE_MAX, with a bell. rt_console_read and the POSIX read() stay raw.
 *
 * With CONSOLE semihosting this does nothing, because the host's terminal edits lines itself.
 */
void rt_console_set_mode(enum rt_console_mode mode);

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
