/* SPDX-License-Identifier: MIT */
/*
 * What the C library's signal() and raise() call. raise() calls the handler that signal() has set.
 * A signal without a handler ends the program, as on other systems: here by a panic.
 */
#include <rt/panic.h>

#include <signal.h>
#include <sys/types.h>
#include <unistd.h>

enum {
    ONLY_PROCESS = 1
};

/* Headers declare it only to POSIX programs. */
int kill(pid_t process, int signal);

pid_t getpid(void)
{
    return ONLY_PROCESS;
}

int kill(pid_t process, int signal)
{
    (void)process;
    rt_panic("signal %d was raised and has no handler", signal);
}
