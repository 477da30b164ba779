/* SPDX-License-Identifier: MIT */
/*
 * A command of the user's as the machine, such as a simulator or a probe with semihosting. The
 * machine's contract is also the command's: console on standard input and output, and the exit
 * status.
 */
#include "machine.h"

#include <stdlib.h>

static void check(const struct launch_request *request)
{
    if (request->board.port != NULL) {
        die("--run and --serial are two machines: give one of them");
    }
    if (request->next.kernel != NULL || (request->extra != NULL && *request->extra != NULL)) {
        die("--kernel and arguments after -- are for QEMU, not for the command of --run");
    }
}

static void add_command(struct arguments *command, const struct launch_request *request)
{
    arguments_add(command, "/bin/sh");
    arguments_add(command, "-c");
    arguments_add(command, request->board.run);
}

/* With semihosting, the command passes case and token on, as words of the command line. */
static void prepare(struct handover *handover, struct machine *machine,
                    const struct launch_request *request)
{
    (void)handover;
    (void)machine;
    board_set_environment(&request->board, request->elf->path);
    setenv("RIVET_CASE", request->test_case != NULL ? request->test_case : "", 1);
    setenv("RIVET_TOKEN", request->test_case != NULL ? request->nonce : "", 1);
}

const struct machine_kind command_machine = {
    .check = check,
    .command = add_command,
    .prepare = prepare,
};
