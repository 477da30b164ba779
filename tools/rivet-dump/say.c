/* SPDX-License-Identifier: MIT */
/* Addresses have the width of the target's words. Messages are made from the target's memory. */
#include "say.h"

#include "message.h"
#include "protection.h"

#include <rt/trap.h>
#include <stdio.h>
#include <string.h>

static struct buffer *text;
static const struct host_snapshot *current;

void say_to(struct buffer *buffer, const struct host_snapshot *host)
{
    text = buffer;
    current = host;
}

const struct memory *say_memory(void)
{
    return current->memory;
}

/* Writes one conversion, from '%' to its letter, and returns its end. The report uses few. */
static const char *say_one(const char *format, va_list *list)
{
    const size_t size = strcspn(format + 1, "csduxp%") + 2;
    char conversion[32];
    snprintf(conversion, sizeof(conversion), "%.*s", (int)size, format);
    if (conversion[size - 1] == 'p') {
        buffer_format(text, "0x%0*lx", (int)(2 * current->memory->word),
                      (unsigned long)va_arg(*list, void *));
    } else if (conversion[size - 1] == 's') {
        buffer_format(text, conversion, va_arg(*list, const char *));
    } else if (strchr(conversion, 'l') != NULL) {
        buffer_format(text, conversion, va_arg(*list, unsigned long));
    } else {
        buffer_format(text, conversion, va_arg(*list, unsigned));
    }
    return format + size;
}

static void say_list(const char *format, va_list given)
{
    va_list list;
    va_copy(list, given);
    while (*format != '\0') {
        const size_t plain = strcspn(format, "%");
        buffer_add(text, format, plain);
        format += plain;
        if (*format != '\0') {
            format = say_one(format, &list);
        }
    }
    va_end(list);
}

void rti_panic_say(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    say_list(format, list);
    va_end(list);
}

void rti_panic_reason(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    rti_panic_say("\n*** PANIC: ");
    say_list(format, list);
    va_end(list);
}

static void say_message(uint64_t format, uint64_t arguments)
{
    if (format == 0) {
        rti_panic_say("rt_panic without a message");
    } else {
        message_format(text, current->memory, format, arguments);
    }
}

void rti_panic_say_message(const struct panic_snapshot *snapshot)
{
    (void)snapshot;
    say_message(current->format, current->arguments);
}

void rti_panic_reason_of_call(const struct panic_snapshot *snapshot)
{
    rti_panic_reason("%s", "");
    rti_panic_say_message(snapshot);
}

bool panic_is_call(const struct rt_trap_frame *frame)
{
    return frame->pc == memory_symbol(current->memory, "rti_panic_ecall");
}

static bool is_given(const struct rt_trap_frame *frame)
{
    const uint64_t given = memory_symbol(current->memory, "rti_panic_given");
    return given != 0 && frame->a0 == given;
}

const struct rt_trap_frame *panic_call_given(const struct rt_trap_frame *frame)
{
    static struct rt_trap_frame given;
    return is_given(frame) && host_read_frame(current->memory, frame->a1, &given) ? &given : NULL;
}

void rti_panic_say_call(const struct rt_trap_frame *frame)
{
    const struct memory *memory = current->memory;
    const uint64_t arguments = frame->sp + memory->word;
    const struct rt_trap_frame *given = panic_call_given(frame);
    if (given == NULL) {
        say_message(frame->a0, arguments);
    } else if (frame->a2 != 0) {
        say_message(frame->a2, frame->a3);
    } else {
        rti_panic_say("%s, address %p", rt_trap_cause_name(given->cause), (void *)given->tval);
    }
}

/* As src/base/stacks.c. */
const char *rti_stack_guard_name(const struct rt_stack *stack)
{
    static const char *const names[] = {"a pattern", "a PMP entry and MPRV", "a PMP entry and RLB"};
    if (stack->guard == 0) {
        return "nothing";
    }
    return names[stack->guarded_by < 3 ? stack->guarded_by : 0];
}

/* src/pmp has two functions of this name, of which a firmware has one. */
#define rti_pmp_missing_name name_missing_in_table
#include "pmp/missing.c"
#undef rti_pmp_missing_name

const char *rti_pmp_missing_name(uint32_t missing, unsigned nth)
{
    if (protection_is_off(current->memory)) {
        return nth == 0 ? "all of it, by PROTECTION OFF" : NULL;
    }
    return name_missing_in_table(missing, nth);
}
