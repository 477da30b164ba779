/* SPDX-License-Identifier: MIT */
#include "serial_board.h"

#include "machine.h"
#include "serial_port.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child of the child: the command reads nothing, and its output is kept. */
__attribute__((noreturn)) static void become_shell(const char *command, int output)
{
    int nothing = dup2(output, STDOUT_FILENO) < 0 || dup2(output, STDERR_FILENO) < 0;
    close(STDIN_FILENO);
    if (!nothing) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    }
    _exit(127);
}

static void read_all(int source, struct buffer *output)
{
    char chunk[4096];
    ssize_t length;
    while ((length = read(source, chunk, sizeof(chunk))) > 0 || (length < 0 && errno == EINTR)) {
        buffer_add(output, chunk, length > 0 ? (size_t)length : 0);
    }
}

/* Prints the command's output only if it fails: rivet-run's output is the firmware's. */
static bool run_command(const char *what, const char *command)
{
    struct buffer output = {0};
    int ends[2];
    int status = -1;
    if (!make_pipe(ends)) {
        return false;
    }
    pid_t pid = fork();
    if (pid == 0) {
        become_shell(command, ends[1]);
    }
    close(ends[1]);
    read_all(ends[0], &output);
    close(ends[0]);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (status != 0) {
        write_all(STDOUT_FILENO, output.data, output.length);
        printf("%s failed (%s %d): %s\n", what, WIFSIGNALED(status) ? "signal" : "status",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), command);
        fflush(stdout);
    }
    buffer_free(&output);
    return status == 0;
}

bool serial_board_load(const struct board *board, const struct elf_file *elf)
{
    board_set_environment(board, elf->path);
    return run_command("to load the board", board->load);
}

bool serial_board_restart(const struct board *board, const struct elf_file *elf)
{
    if (board->restart == NULL) {
        return true;
    }
    board_set_environment(board, elf->path);
    if (!serial_port_has_line(board->restart)) {
        return run_command("to restart the board", board->restart);
    }
    if (!serial_port_pull(CHILD_PORT, board->restart)) {
        printf("the serial port '%s' has no line %s to restart the board: %s\n", board->port,
               board->restart, strerror(errno));
        fflush(stdout);
        return false;
    }
    return true;
}
