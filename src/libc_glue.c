/* SPDX-License-Identifier: MIT */
/*
 * The functions that the C library and the compiler call when a program dies: each is a panic, so
 * that no way to die is silent.
 */
#include <rt/exit.h>
#include <rt/panic.h>

#include <stddef.h>
#include <stdint.h>

/* Declared where the compiler or the library looks for them, in no header. */
__attribute__((noreturn)) void abort(void);
__attribute__((noreturn)) void _exit(int status);
__attribute__((noreturn)) void __stack_chk_fail(void);
__attribute__((noreturn)) void __assert_func(const char *file, int line, const char *function,
                                             const char *expression);
extern uintptr_t __stack_chk_guard;

/* Never zero in its lowest byte only: a string that overruns stops there. */
uintptr_t __stack_chk_guard = (uintptr_t)0xa5c39e17d42b6c00ULL;

void abort(void)
{
    rt_panic("abort() called");
}

void _exit(int status)
{
    rt_exit(status);
}

void __stack_chk_fail(void)
{
    rt_panic("stack smashing detected: a local array was written past its end");
}

void __assert_func(const char *file, int line, const char *function, const char *expression)
{
    rt_panic("assertion failed: %s\n  where   %s:%d in %s", expression, file, line,
             function != NULL ? function : "?");
}
