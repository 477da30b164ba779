/* SPDX-License-Identifier: MIT */
/*
 * rt_panic for programs on the host, and a failed assert, which is a panic too. The report has the
 * target's format, so the same must-panic case passes on both.
 */
#include <rt/panic.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* As on the target. */
enum {
    PANIC_STATUS = 134
};

/* The C library's assert calls this, by the Linux Standard Base. No header declares it. */
__attribute__((noreturn)) void __assert_fail(const char *expression, const char *file,
                                             unsigned line, const char *function);

void rt_panic(const char *format, ...)
{
    va_list arguments;

    printf("\n*** PANIC: ");
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n  caller  %p\n*** END OF PANIC\n", __builtin_return_address(0));
    fflush(stdout);
    _Exit(PANIC_STATUS);
}

void __assert_fail(const char *expression, const char *file, unsigned line, const char *function)
{
    rt_panic("assertion failed: %s\n  where   %s:%u in %s", expression, file, line,
             function != NULL ? function : "?");
}
