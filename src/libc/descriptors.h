/* SPDX-License-Identifier: MIT */
/* The descriptors 0 to 2, which are the console in every firmware. */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <rt/console.h>

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

static inline bool rti_is_console(int descriptor)
{
    return descriptor >= 0 && descriptor <= 2;
}

/** write() to the console. Returns @p size. */
static inline ssize_t rti_console_write_all(const void *bytes, size_t size)
{
    rt_console_flush();
    rt_console_write(bytes, size);
    return (ssize_t)size;
}

/** read() from the console: up to a newline or the end of input. Returns the number of bytes. */
static inline ssize_t rti_console_read_line(char *bytes, size_t size)
{
    size_t count = 0;

    rt_console_flush();
    while (count < size) {
        const int byte = rt_console_read();
        if (byte < 0) {
            break;
        }
        bytes[count++] = (char)byte;
        if (byte == '\n') {
            break;
        }
    }
    return (ssize_t)count;
}

#endif
