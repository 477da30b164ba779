/* SPDX-License-Identifier: MIT */
/*
 * The C library's standard streams on the console.
 *
 * stdout collects a line, so that a serial port's FIFO is filled in bursts; whoever reads, panics
 * or ends the run sends it first.
 */
#include <rt/console.h>

#include <stdio.h>

static char line[80];
static volatile unsigned char held;

void rt_console_flush(void)
{
    const unsigned char size = held;

    held = 0;
    rt_console_write(line, size);
}

static int put_held(char c, FILE *stream)
{
    (void)stream;
    /* A handler or another hart may print in between: texts may mix, the buffer is never left. */
    unsigned char end = held;
    if (end >= sizeof line) {
        rt_console_flush();
        end = 0;
    }
    line[end] = c;
    held = (unsigned char)(end + 1);
    if (c == '\n') {
        rt_console_flush();
    }
    return (unsigned char)c;
}

static int put_at_once(char c, FILE *stream)
{
    (void)stream;
    rt_console_flush();
    rt_console_write(&c, 1);
    return (unsigned char)c;
}

static int get(FILE *stream)
{
    (void)stream;
    rt_console_flush();
    const int byte = rt_console_read();
    return byte >= 0 ? byte : _FDEV_EOF;
}

static int flush(FILE *stream)
{
    (void)stream;
    rt_console_flush();
    return 0;
}

static FILE in = FDEV_SETUP_STREAM(NULL, get, NULL, _FDEV_SETUP_READ);
static FILE out = FDEV_SETUP_STREAM(put_held, NULL, flush, _FDEV_SETUP_WRITE);
static FILE err = FDEV_SETUP_STREAM(put_at_once, NULL, flush, _FDEV_SETUP_WRITE);

FILE *const stdin = &in;
FILE *const stdout = &out;
FILE *const stderr = &err;
