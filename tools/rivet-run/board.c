/* SPDX-License-Identifier: MIT */
#include "board.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void set_path(const char *name, const char *elf, const char *extension)
{
    const char *dot = strrchr(elf, '.');
    const char *slash = strrchr(elf, '/');
    bool has_extension = dot != NULL && (slash == NULL || dot > slash);
    char *path = format_text("%.*s%s", (int)(has_extension ? (size_t)(dot - elf) : strlen(elf)),
                             elf, extension);
    setenv(name, path, 1);
    free(path);
}

void board_set_environment(const struct board *board, const char *elf)
{
    char *full = realpath(elf, NULL);
    const char *path = full != NULL ? full : elf;
    setenv("RIVET_ELF", path, 1);
    setenv("RIVET_PORT", board->port != NULL ? board->port : "", 1);
    set_path("RIVET_BIN", path, ".bin");
    set_path("RIVET_HEX", path, ".hex");
    free(full);
}

void board_repeat(const struct board *board, struct arguments *command)
{
    arguments_add_option(command, "--run", board->run);
    arguments_add_option(command, "--serial", board->port);
    if (board->baud != 0) {
        arguments_add(command, "--baud");
        arguments_format(command, "%u", board->baud);
    }
    arguments_add_option(command, "--load", board->load);
    if (board->load_timeout != 0) {
        arguments_add(command, "--load-timeout");
        arguments_format(command, "%u", board->load_timeout);
    }
    arguments_add_option(command, "--restart", board->restart);
}

bool read_number(const char *text, unsigned low, unsigned high, unsigned *value)
{
    char *end;
    errno = 0;
    unsigned long parsed = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || errno != 0 || parsed < low || parsed > high) {
        return false;
    }
    *value = (unsigned)parsed;
    return true;
}
