/* SPDX-License-Identifier: MIT */
#include "say.h"

#include <rt/console.h>
#include <rt/format.h>

#include <stddef.h>

struct line {
    size_t size;
    char text[64];
};

static void put_to_line(void *context, char c)
{
    struct line *const line = context;

    line->text[line->size++] = c;
    if (line->size == sizeof(line->text)) {
        rt_console_write(line->text, line->size);
        line->size = 0;
    }
}

void rti_console_say(const char *format, va_list list)
{
    struct line line;

    line.size = 0;
    rt_format(put_to_line, &line, format, list);
    rt_console_write(line.text, line.size);
}
