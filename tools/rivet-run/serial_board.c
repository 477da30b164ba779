/* SPDX-License-Identifier: MIT */
#include "serial_board.h"

#include "machine.h"
#include "serial_command.h"
#include "serial_port.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* How long a command may take. A probe writes some 10 KiB of flash in a second. */
#define DEFAULT_SECONDS 60

static bool is_older(const struct stat *image, const struct stat *firmware)
{
    const struct timespec *made = &image->st_mtim;
    const struct timespec *linked = &firmware->st_mtim;
    return made->tv_sec < linked->tv_sec ||
           (made->tv_sec == linked->tv_sec && made->tv_nsec < linked->tv_nsec);
}

/* Whether the command takes the image, which is the file in the variable @p name. A script's text
 * is not read: it may take any file that is there. */
static bool may_take(const char *command, const char *name, bool exists)
{
    bool names_one = strstr(command, "RIVET_ELF") != NULL || strstr(command, "RIVET_BIN") != NULL ||
                     strstr(command, "RIVET_HEX") != NULL;
    return names_one ? strstr(command, name) != NULL : exists;
}

/* Whether the command takes no image, or one that was made after the firmware. */
static bool has_new_image(const struct board *board, const struct elf_file *elf, const char *name)
{
    struct stat image;
    struct stat firmware;
    const char *path = getenv(name);
    bool exists = stat(path, &image) == 0;
    if (!may_take(board->load, name, exists) ||
        (exists && stat(elf->path, &firmware) == 0 && !is_older(&image, &firmware))) {
        return true;
    }
    const char *slash = strrchr(path, '/');
    const char *file = slash != NULL ? slash + 1 : path;
    serial_say("'%s' %s: build the target image-%.*s", path,
               exists ? "is older than the firmware, and the command of --load may take it"
                      : "is missing",
               (int)(strrchr(file, '.') - file), file);
    return false;
}

static bool run_command(const struct board *board, const char *what, const char *command)
{
    return serial_command_run(what, command,
                              board->load_timeout != 0 ? board->load_timeout : DEFAULT_SECONDS);
}

bool serial_board_load(const struct board *board, const struct elf_file *elf)
{
    board_set_environment(board, elf->path);
    if (!has_new_image(board, elf, "RIVET_BIN") || !has_new_image(board, elf, "RIVET_HEX")) {
        return false;
    }
    return run_command(board, "load", board->load);
}

bool serial_board_restart(const struct board *board, const struct elf_file *elf)
{
    if (board->restart == NULL) {
        return true;
    }
    board_set_environment(board, elf->path);
    if (!serial_port_has_line(board->restart)) {
        return run_command(board, "restart", board->restart);
    }
    if (!serial_port_pull(CHILD_PORT, board->restart)) {
        serial_say("the serial port '%s' has no line %s to restart the board: %s", board->port,
                   board->restart, strerror(errno));
        return false;
    }
    return true;
}
