/* SPDX-License-Identifier: MIT */
/* The C library's standard input on the console. Firmware that only prints doesn't link it. */
#include <rt/console.h>

#include <stdio.h>

static int get(FILE *stream)
{
    (void)stream;
    rt_console_flush();
    const int byte = rt_console_read();
    return byte >= 0 ? byte : _FDEV_EOF;
}

static FILE in = FDEV_SETUP_STREAM(NULL, get, NULL, _FDEV_SETUP_READ);

FILE *const stdin = &in;
