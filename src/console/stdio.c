/* SPDX-License-Identifier: MIT */
/*
 * The C library's standard output streams on the console; stdin.c has the input.
 *
 * stdout buffers a line, so that a serial port's FIFO is filled in bursts. A read, a panic and the
 * end of the run flush it.
 */
#include <rt/console.h>

#include <stdint.h>
#include <stdio.h>

/* The buffer is aligned to its size, so the low bits of an address show whether it is full. */
enum {
    LINE_SIZE = 64
};

/* Only written characters are read, so start-up need not clear it. */
__attribute__((section(".noinit"), aligned(LINE_SIZE))) static char line[LINE_SIZE];
static char *volatile line_end = line;

void rt_console_flush(void)
{
    const size_t size = (size_t)(line_end - line);

    line_end = line;
    /* A panic comes here too, perhaps because a stray store hit line_end. */
    if (size <= LINE_SIZE) {
        rt_console_write(line, size);
    }
}

/* Out of line, so that the common path needs no stack frame. */
__attribute__((noinline)) static int put_last(char c, const char *end)
{
    line_end = line;
    rt_console_write(line, (size_t)(end - line));
    return (unsigned char)c;
}

/* A handler or another hart may print concurrently. Texts may then mix, but no character is written
 * outside the buffer because line_end always points into it. */
static int put_held(char c, FILE *stream)
{
    (void)stream;
    char *const end = line_end + 1;
    end[-1] = c;
    if (c == '\n' || (uintptr_t)end % LINE_SIZE == 0) {
        return put_last(c, end);
    }
    line_end = end;
    return (unsigned char)c;
}

static int put_at_once(char c, FILE *stream)
{
    (void)stream;
    rt_console_flush();
    rt_console_write(&c, 1);
    return (unsigned char)c;
}

static int flush(FILE *stream)
{
    (void)stream;
    rt_console_flush();
    return 0;
}

static FILE out = FDEV_SETUP_STREAM(put_held, NULL, flush, _FDEV_SETUP_WRITE);
static FILE err = FDEV_SETUP_STREAM(put_at_once, NULL, flush, _FDEV_SETUP_WRITE);

FILE *const stdout = &out;
FILE *const stderr = &err;
