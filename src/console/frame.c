/* SPDX-License-Identifier: MIT */
/*
 * Frames on the console.
 */
#include <rt/console.h>
#include <rt/frame.h>

static void put(void *context, const char *text, size_t size)
{
    (void)context;
    rt_console_write(text, size);
}

void rt_console_write_frame(char kind, const void *payload, size_t size)
{
    (void)rt_frame_write(put, NULL, kind, payload, size);
}
