/* SPDX-License-Identifier: MIT */
/*
 * The text of the report, on the console and in the record.
 */
#include "panic.h"

#include "console/say.h"

#include <rt/format.h>
#include <rt/trap.h>

void rti_panic_say(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    rti_console_say(format, list);
    va_end(list);
}

struct reason {
    char *end;
    size_t room;
};

static void put_to_reason(void *context, char c)
{
    struct reason *const reason = context;

    if (reason->room != 0) {
        reason->room--;
        *reason->end++ = c;
    }
}

/* Keeps the reason for the record before it is written: the console may fault. A fault in the
 * report does not replace it. */
__attribute__((format(printf, 1, 0))) static void give_reason(const char *format, va_list list)
{
    char *const kept = rti_panic_snapshot.reason;

    if (kept[0] == '\0') {
        struct reason reason = {kept, sizeof(rti_panic_snapshot.reason) - 1};
        va_list again;
        va_copy(again, list);
        rt_format(put_to_reason, &reason, format, again);
        va_end(again);
        rt_last_panic_clear();
    }
    rti_panic_say("\n*** PANIC: ");
    rti_console_say(format, list);
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
    const unsigned long *const arguments = panic_call_arguments(frame);
    const struct rt_trap_frame *const given = panic_call_given(frame);

    if (given == NULL) {
        rti_console_say(panic_call_format(frame), (va_list)arguments);
    } else if (arguments[1] != 0) {
        rti_console_say((const char *)arguments[1], (va_list)arguments[2]);
    } else {
        rti_panic_say("%s, address %p", rt_trap_cause_name(given->cause), (void *)given->tval);
    }
}

void rti_panic_say_message(const struct panic_snapshot *snapshot)
{
    rti_console_say(snapshot->format, (va_list)snapshot->arguments);
}

void rti_panic_reason_of_call(const struct panic_snapshot *snapshot)
{
    give_reason(snapshot->format, (va_list)snapshot->arguments);
}
#pragma GCC diagnostic pop
