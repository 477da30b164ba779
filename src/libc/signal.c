/* SPDX-License-Identifier: MIT */
/*
 * signal() and raise() of C, and what POSIX programs call besides. Only the program raises signals:
 * a fault is a panic. A signal without a handler ends the program, as on other systems: here by a
 * panic too. They take the place of the C library's functions, some versions of which end the run
 * without a word.
 */
#include "base/panic_text.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/types.h>
#include <unistd.h>

enum {
    ONLY_PROCESS = 1,
    SIGNALS = 32,
};

typedef void handler(int signal);

/* Headers declare these only to POSIX programs. */
int kill(pid_t process, int signal);

/* NULL is SIG_DFL. */
static handler *handlers[SIGNALS];

pid_t getpid(void)
{
    return ONLY_PROCESS;
}

handler *signal(int signal, handler *function)
{
    if (signal <= 0 || signal >= SIGNALS) {
        errno = EINVAL;
        return SIG_ERR;
    }
    handler *const old = handlers[signal];
    handlers[signal] = function;
    return old;
}

/* A handler serves one signal, as C allows: it may set itself again. */
int raise(int signal)
{
    if (signal <= 0 || signal >= SIGNALS) {
        errno = EINVAL;
        return -1;
    }
    handler *const function = handlers[signal];
    if (function == SIG_DFL) {
        PANIC("signal %d was raised and has no handler", signal);
    }
    if (function != SIG_IGN) {
        handlers[signal] = SIG_DFL;
        function(signal);
    }
    return 0;
}

int kill(pid_t process, int signal)
{
    if (process != ONLY_PROCESS) {
        errno = ESRCH;
        return -1;
    }
    return raise(signal);
}
