/* SPDX-License-Identifier: MIT */
/* A program of this host in place of a machine. It gets a test case by its arguments. */
#include "machine.h"

#include <string.h>

static void check(const struct launch_request *request)
{
    next_stage_check(&request->next, request->spec, request->elf);
}

static void add_command(struct arguments *command, const struct launch_request *request)
{
    bool searched = strchr(request->elf->path, '/') == NULL;
    arguments_format(command, "%s%s", searched ? "./" : "", request->elf->path);
    if (request->test_case != NULL) {
        arguments_add(command, request->test_case);
        arguments_add(command, request->nonce);
    }
}

const struct machine_kind native_machine = {.check = check, .command = add_command};
