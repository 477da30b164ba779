/* SPDX-License-Identifier: MIT */
/*
 * A command may start a probe's server, a debugger and more, and all of them have to end when the
 * time is up or rivet-run is killed. So they are a process group of their own with a guard, which
 * ends the group when its socket to this process closes.
 */
#include "serial_command.h"

#include "elf/common.h"
#include "host.h"
#include "machine.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A command that takes longer is mentioned, because its output is not shown before its end. */
#define MENTION_MS 2000

struct guarded {
    pid_t guard; /* leads the group */
    int socket;  /* gets the command's status */
    FILE *output;
};

void serial_say(const char *format, ...)
{
    char line[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    char *text = format_text("%s: %s\n", program_name, line);
    write_all(CHILD_MESSAGES, text, strlen(text));
    free(text);
}

__attribute__((noreturn)) static void become_shell(const char *command, int output)
{
    int nothing = open("/dev/null", O_RDONLY);
    if (dup2(nothing, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
        dup2(output, STDERR_FILENO) >= 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    }
    _exit(127);
}

/* Runs in the guard: reports the status of the command, then waits for the end of its parent. */
__attribute__((noreturn)) static void guard(const char *command, int output, int socket)
{
    struct host_watch watch;
    int status = -1;
    setpgid(0, 0);
    close(CHILD_CONTROL);
    close(CHILD_PORT);
    host_watch_prepare(&watch);
    pid_t shell = fork();
    if (shell == 0) {
        become_shell(command, output);
    }
    host_watch_begin(&watch, shell);
    struct pollfd watched[] = {{.fd = socket, .events = POLLIN},
                               {.fd = watch.ended, .events = POLLIN}};
    while (poll(watched, 2, -1) < 0 || watched[0].revents == 0) {
        if (watched[1].fd >= 0 && watched[1].revents != 0) {
            waitpid(shell, &status, 0);
            write_all(socket, &status, sizeof(status));
            watched[1].fd = -1;
        }
    }
    kill(0, SIGKILL);
    _exit(RUN_CANNOT);
}

static bool start(struct guarded *started, const char *command)
{
    int ends[2];
    /* A process that the command leaves behind would keep a pipe open. */
    started->output = tmpfile();
    if (started->output == NULL || socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) {
        return false;
    }
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    started->guard = fork();
    if (started->guard == 0) {
        close(ends[0]);
        guard(command, fileno(started->output), ends[1]);
    }
    close(ends[1]);
    started->socket = ends[0];
    if (started->guard > 0) {
        setpgid(started->guard, started->guard); /* the guard may not have done it yet */
    }
    return started->guard > 0;
}

/* Whether the command has ended within the time. */
static bool ends_within(const struct guarded *started, int64_t ms)
{
    struct pollfd watch = {.fd = started->socket, .events = POLLIN};
    const int64_t limit = clock_ms() + ms;
    int64_t left;
    while ((left = limit - clock_ms()) > 0) {
        if (poll(&watch, 1, (int)left) > 0) {
            return true;
        }
    }
    return false;
}

static void print_output(FILE *output)
{
    char chunk[4096];
    size_t length;
    rewind(output);
    while ((length = fread(chunk, 1, sizeof(chunk), output)) > 0) {
        write_all(CHILD_MESSAGES, chunk, length);
    }
}

static bool await(const struct guarded *started, const char *what, const char *command,
                  unsigned seconds)
{
    const int64_t limit_ms = (int64_t)seconds * 1000;
    int status = -1;
    bool ended = ends_within(started, limit_ms < MENTION_MS ? limit_ms : MENTION_MS);
    if (!ended && limit_ms > MENTION_MS) {
        serial_say("%sing the board: %s ...", what, command);
        ended = ends_within(started, limit_ms - MENTION_MS);
    }
    if (!ended) {
        kill(-started->guard, SIGKILL);
        print_output(started->output);
        serial_say("to %s the board did not end in %u s (--load-timeout): %s", what, seconds,
                   command);
        return false;
    }
    if (read(started->socket, &status, sizeof(status)) == (ssize_t)sizeof(status) && status == 0) {
        return true;
    }
    print_output(started->output);
    serial_say("to %s the board failed (%s %d): %s", what,
               WIFSIGNALED(status) ? "signal" : "status",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), command);
    return false;
}

bool serial_command_run(const char *what, const char *command, unsigned seconds)
{
    struct guarded started;
    if (!start(&started, command)) {
        serial_say("to %s the board failed: %s", what, strerror(errno));
        return false;
    }
    bool succeeded = await(&started, what, command, seconds);
    fclose(started.output);
    return succeeded;
}
