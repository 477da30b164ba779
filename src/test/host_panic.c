/* SPDX-License-Identifier: MIT */
/*
 * rt_panic for programs on the host. The report has the target's format, so the same must-panic
 * case passes on both.
 */
#include <rt/panic.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* As on the target. */
enum {
    PANIC_STATUS = 134
};

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
