/* SPDX-License-Identifier: MIT */
/*
 * The text of the report, on the console and in the record.
 */
#include "panic.h"

#include <rt/console.h>
#include <rt/format.h>

struct line {
    char *kept; /* If not full, gets a copy of the output. */
    size_t room;
    size_t size;
    char text[64];
};

static void put_to_line(void *context, char c)
{
    struct line *const line = context;

    if (line->room != 0) {
        line->room--;
        *line->kept++ = c;
    }
    line->text[line->size++] = c;
    if (line->size == sizeof(line->text)) {
        rt_console_write(line->text, line->size);
        line->size = 0;
    }
}

/* Returns the unused size of kept. */
__attribute__((format(printf, 3, 0))) static size_t say_list(char *kept, size_t room,
                                                             const char *format, va_list list)
{
    struct line line;

    line.kept = kept;
    line.room = room;
    line.size = 0;
    rt_format(put_to_line, &line, format, list);
    rt_console_write(line.text, line.size);
    return line.room;
}

void rti_panic_say(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    say_list(NULL, 0, format, list);
    va_end(list);
}

__attribute__((format(printf, 1, 0))) static void give_reason(const char *format, va_list list)
{
    char reason[sizeof(rti_panic_last.reason) - 1];

    rti_panic_say("\n*** PANIC: ");
    const size_t left = say_list(reason, sizeof(reason), format, list);
    rti_panic_record_begin(reason, sizeof(reason) - left);
}

void rti_panic_reason(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    give_reason(format, list);
    va_end(list);
}

/* The compiler checked the format at the call of rt_panic. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
void rti_panic_say_call(const struct rt_trap_frame *frame)
{
    say_list(NULL, 0, (const char *)frame->a0, (va_list)panic_call_arguments(frame));
}

void rti_panic_say_message(const struct panic_snapshot *snapshot)
{
    say_list(NULL, 0, snapshot->format, (va_list)snapshot->arguments);
}

void rti_panic_reason_of_call(const struct panic_snapshot *snapshot)
{
    give_reason(snapshot->format, (va_list)snapshot->arguments);
}
#pragma GCC diagnostic pop
