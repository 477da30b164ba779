/* SPDX-License-Identifier: MIT */
/*
 * The report of a program's fault, which rivet-run completes with functions and lines as it does
 * with a panic's. The firmware goes on.
 */
#include "console/say.h"

#include <rt/csr.h>
#include <rt/program_image.h>
#include <rt/trap.h>

#include <stdarg.h>
#include <stdbool.h>

__attribute__((format(printf, 1, 2))) static void say(const char *format, ...)
{
    va_list list;

    va_start(list, format);
    rti_console_say(format, list);
    va_end(list);
}

/* An access just below the stack. */
static bool is_overflow(const struct rt_program *program, const struct rt_program_image *image)
{
    const uintptr_t below = (uintptr_t)image->low - program->frame.tval;
    const unsigned long cause = program->frame.cause;

    return (cause == CAUSE_LOAD_ACCESS || cause == CAUSE_STORE_ACCESS) && below > 0 &&
           below <= (size_t)(image->data - image->low);
}

static void say_reason(const struct rt_program *program, const struct rt_program_image *image)
{
    const unsigned long cause = program->frame.cause;

    if (is_overflow(program, image)) {
        say("stack overflow: ");
    }
    if (program->regions == NULL) {
        say("it has no regions: ");
    }
    if (cause == CAUSE_FETCH_ACCESS && program->frame.pc == 0 && program->frame.ra == 0) {
        say("its program_main returned, or called a null pointer: ");
    }
    say("%s", rt_trap_cause_name(cause));
    if ((cause & MCAUSE_INTERRUPT) == 0) {
        say(", address %p", (void *)program->frame.tval);
    }
}

static void say_depth(uintptr_t depth, size_t size)
{
    if (depth < 2 * size) {
        say("  %lu of %lu bytes of stack in use\n", (unsigned long)depth, (unsigned long)size);
    } else {
        say("  not in the stack\n");
    }
}

void rt_program_report(const struct rt_program *program, const struct rt_program_image *image,
                       const char *reason)
{
    const struct rt_trap_frame *const frame = &program->frame;

    say("\n*** FAULT: program %s: ", image->name);
    if (reason != NULL) {
        say("%s", reason);
    } else {
        say_reason(program, image);
    }
    say("\n  pc      %p\n  ra  %p\n", (void *)frame->pc, (void *)frame->ra);
    say("  sp  %p", (void *)frame->sp);
    say_depth((uintptr_t)image->data - frame->sp, (size_t)(image->data - image->low));
    say("  a0  %p  a1  %p  a2  %p\n", (void *)frame->a0, (void *)frame->a1, (void *)frame->a2);
    say("*** END OF FAULT\n");
}
