/* SPDX-License-Identifier: MIT */
/*
 * The functions that the C library and the compiler call when a program ends. Every abnormal end is
 * a panic, so that none is silent.
 */
#include "base/panic_text.h"

#include <rt/exit.h>

#include <stddef.h>
#include <stdint.h>

/* No header declares all of these. */
__attribute__((noreturn)) void abort(void);
__attribute__((noreturn)) void exit(int status);
__attribute__((noreturn)) void _exit(int status);
void __call_exitprocs(int status, void *nothing);
__attribute__((noreturn)) void __stack_chk_fail(void);
__attribute__((noreturn)) void __assert_func(const char *file, int line, const char *function,
                                             const char *expression);
extern uintptr_t __stack_chk_guard;

typedef void destructor(void);
extern destructor *const rti_fini_array_start[];
extern destructor *const rti_fini_array_end[];

/* Linked in only if the firmware uses atexit. */
#pragma weak __call_exitprocs

/* The first byte in memory is zero, so that a string function stops there. */
uintptr_t __stack_chk_guard = (uintptr_t)0xa5c39e17d42b6c00ULL;

void abort(void)
{
    PANIC("abort() called");
}

void exit(int status)
{
    if (__call_exitprocs != NULL) {
        __call_exitprocs(status, NULL);
    }
    for (destructor *const *each = rti_fini_array_end; each != rti_fini_array_start;) {
        (*--each)();
    }
    rt_exit(status);
}

void _exit(int status)
{
    rt_exit(status);
}

void __stack_chk_fail(void)
{
    PANIC("stack smashing detected: a local array was written past its end");
}

void __assert_func(const char *file, int line, const char *function, const char *expression)
{
    PANIC("assertion failed: %s\n  where   %s:%d in %s", expression, file, line,
          function != NULL ? function : "?");
}
