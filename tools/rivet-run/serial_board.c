/* SPDX-License-Identifier: MIT */
#include "serial_board.h"

#include "host.h"
#include "machine.h"
#include "serial_port.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child of the child: the command reads nothing, and its output is kept. */
__attribute__((noreturn)) static void become_shell(const char *command, int output, pid_t parent)
{
    int nothing = open("/dev/null", O_RDONLY);
    host_die_with(parent);
    if (dup2(nothing, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0 &&
        dup2(output, STDERR_FILENO) >= 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    }
    _exit(127);
}

static void print_output(FILE *output)
{
    char chunk[4096];
    size_t length;
    rewind(output);
    while ((length = fread(chunk, 1, sizeof(chunk), output)) > 0) {
        write_all(STDOUT_FILENO, chunk, length);
    }
}

/* Prints the command's output only if it fails: rivet-run's output is the firmware's. A file keeps
 * it, since a process that the command leaves behind would keep a pipe open. */
static bool run_command(const char *what, const char *command)
{
    int status = -1;
    pid_t parent = getpid();
    FILE *output = tmpfile();
    if (output == NULL) {
        printf("%s failed: there is no temporary file: %s\n", what, strerror(errno));
        fflush(stdout);
        return false;
    }
    pid_t pid = fork();
    if (pid == 0) {
        become_shell(command, fileno(output), parent);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (status != 0) {
        print_output(output);
        printf("%s failed (%s %d): %s\n", what, WIFSIGNALED(status) ? "signal" : "status",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), command);
        fflush(stdout);
    }
    fclose(output);
    return status == 0;
}

/* Whether the command takes no image, or one that was made after the firmware. */
static bool has_new_image(const struct board *board, const struct elf_file *elf, const char *name)
{
    struct stat image;
    struct stat firmware;
    const char *path = getenv(name);
    if (strstr(board->load, name) == NULL ||
        (stat(path, &image) == 0 && stat(elf->path, &firmware) == 0 &&
         image.st_mtime >= firmware.st_mtime)) {
        return true;
    }
    printf("'%s' is missing or older than the firmware: build the target image-<firmware>\n", path);
    fflush(stdout);
    return false;
}

bool serial_board_load(const struct board *board, const struct elf_file *elf)
{
    board_set_environment(board, elf->path);
    if (!has_new_image(board, elf, "RIVET_BIN") || !has_new_image(board, elf, "RIVET_HEX")) {
        return false;
    }
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
