/* SPDX-License-Identifier: MIT */
/*
 * Functions that the compiler calls. The bytes are volatile, or it would make calls of the loops.
 */
#include <stddef.h>

void *memset(void *to, int byte, size_t size);
void *memcpy(void *restrict to, const void *restrict from, size_t size);

void *memset(void *to, int byte, size_t size)
{
    volatile unsigned char *at = to;

    while (size-- != 0) {
        *at++ = (unsigned char)byte;
    }
    return to;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    volatile unsigned char *at = to;
    const unsigned char *source = from;

    while (size-- != 0) {
        *at++ = *source++;
    }
    return to;
}
