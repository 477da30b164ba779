/* SPDX-License-Identifier: MIT */
#include "gdb_command.h"

#include "host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Debug information calls the source tree "rivet" in every build; GDB must find it. */
#ifndef RIVET_SOURCE_FOLDER
#define RIVET_SOURCE_FOLDER "."
#endif

/* An installed rivet-run has its part of the source in ../lib/rivet; otherwise it is in a build
 * folder. */
static void find_source(char *folder, size_t size)
{
    char *path = host_own_path();
    snprintf(folder, size, "%s", path != NULL ? path : "");
    free(path);
    for (int i = 0; i < 2 && strrchr(folder, '/') != NULL; i++) {
        *strrchr(folder, '/') = '\0';
    }
    size_t used = strlen(folder);
    snprintf(folder + used, size - used, "/lib/rivet");
    if (access(folder, R_OK) != 0) {
        snprintf(folder, size, "%s", RIVET_SOURCE_FOLDER);
    }
}

/*
 * GDB's commands that load a board behind a server. What the firmware before has locked in the PMP
 * stays locked until a reset, and the new one would fault on it.
 */
static void add_load(struct arguments *command, const char *reset)
{
    const char *const commands[] = {"_rivet_require_server", "_rivet_before_reset",
                                    reset != NULL ? reset : "monitor reset halt",
                                    "_rivet_after_reset", "load"};
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        arguments_add(command, "-ex");
        arguments_add(command, commands[i]);
    }
}

void gdb_command(struct arguments *command, const struct options *options,
                 const struct elf_file *elf, const char *server, const struct board *board)
{
    uint64_t ignored;
    char source[4096];
    find_source(source, sizeof(source));
    arguments_add(command, "gdb-multiarch");
    arguments_add(command, "-q");
    if (board != NULL) {
        arguments_add(command, "-iex");
        arguments_add(command, "set tcp auto-retry off"); /* the server runs, or never will */
    }
    arguments_add(command, "-iex");
    arguments_format(command, "set substitute-path rivet \"%s\"", source);
    arguments_add(command, elf->path);
    /* For its command `rivet log`. */
    char *self = own_path();
    arguments_add(command, "-ex");
    arguments_format(command, "set $rivet_run = \"%s\"", self);
    free(self);
    arguments_add(command, "-ex");
    arguments_format(command, "set $rivet_elf = \"%s\"", elf->path);
    arguments_add(command, "-x");
    arguments_format(command, "%s/tools/gdb/rivet.gdb", source);
    arguments_add(command, "-ex");
    arguments_format(command, "target %s", server);
    if (board != NULL) {
        add_load(command, board->gdb_reset);
    }
    if (elf_find_symbol(elf, "main", &ignored)) {
        arguments_add(command, "-ex");
        arguments_add(command, "tbreak main");
        arguments_add(command, "-ex");
        arguments_add(command, "continue");
    }
    for (size_t i = 0; i < options->gdb_arguments.count; i++) {
        arguments_add(command, options->gdb_arguments.items[i]);
    }
}

/* Checked before QEMU is started, so that the error is the only output. */
void gdb_require(const char *program)
{
    const char *folders = getenv("PATH");
    while (folders != NULL && *folders != '\0') {
        int length = (int)strcspn(folders, ":");
        char *path = format_text("%.*s/%s", length, folders, program);
        bool found = access(path, X_OK) == 0;
        free(path);
        if (found) {
            return;
        }
        folders += folders[length] == ':' ? length + 1 : length;
    }
    die("%s is not installed, or not in PATH (on Debian: apt install gdb-multiarch)", program);
}
