/* SPDX-License-Identifier: MIT */
#include "next_stage.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* QEMU would report it too, but not in terms of rivet-run's options. */
static void check_file(const char *option, const char *path)
{
    if (path != NULL && access(path, R_OK) != 0) {
        die("%s: cannot read '%s': %s", option, path, strerror(errno));
    }
}

void next_stage_check(const struct next_stage *next, const struct run_spec *spec,
                      const struct elf_file *elf)
{
    const char *given = next->initrd != NULL ? "--initrd" : "--append";
    if (next->kernel == NULL && (next->initrd != NULL || next->append != NULL)) {
        die("%s needs --kernel too: it is for the program that the firmware starts", given);
    }
    if (next->kernel != NULL && !spec->bios) {
        die("'%s' starts no other program, so --kernel is not for it; if it does, give "
            "rivet_add_firmware the keyword BIOS",
            elf->path);
    }
    check_file("--kernel", next->kernel);
    check_file("--initrd", next->initrd);
}

void next_stage_add(const struct next_stage *next, struct arguments *command)
{
    arguments_add_option(command, "-kernel", next->kernel);
    arguments_add_option(command, "-initrd", next->initrd);
    arguments_add_option(command, "-append", next->append);
}

static void add_path(struct arguments *command, const char *option, const char *path)
{
    char *full = path != NULL ? realpath(path, NULL) : NULL;
    arguments_add_option(command, option, full != NULL ? full : path);
    free(full);
}

void next_stage_repeat(const struct next_stage *next, struct arguments *command)
{
    add_path(command, "--kernel", next->kernel);
    add_path(command, "--initrd", next->initrd);
    arguments_add_option(command, "--append", next->append);
}
