/* SPDX-License-Identifier: MIT */
/*
 * Starts the machine that runs an ELF: QEMU's machine that the ELF names, a board on a serial port,
 * or the ELF itself if it is a program of this host. The child never outlives rivet-run.
 */
#ifndef RIVET_RUN_LAUNCH_H
#define RIVET_RUN_LAUNCH_H

#include <sys/types.h>

#include "board.h"
#include "next_stage.h"
#include "spec.h"

enum input_kind {
    INPUT_NONE,     /**< no input but orders; see channel.h */
    INPUT_TERMINAL, /**< standard input is a terminal, passed on to the machine */
    INPUT_FED,      /**< rivet-run writes to machine.input */
};

struct launch_request {
    const struct elf_file *elf;
    const struct run_spec *spec;
    const char *test_case; /**< the only test case to run, or NULL */
    const char *nonce;
    char **extra; /**< more QEMU arguments, NULL-terminated; may be NULL */
    struct next_stage next;
    struct board board; /**< port NULL: the machine is not a board */
    enum input_kind input;
    int gdb_listener; /**< listening socket for GDB, or -1; the machine then waits at reset */
};

struct machine_kind;

struct machine {
    const struct machine_kind *kind;
    pid_t pid;
    int process; /**< readable when the child has ended */
    int output;  /**< the output of firmware and QEMU */
    int input;   /**< write end of the UART's input, or -1 */
    int control; /**< socket for events, and for QMP if it is QEMU; -1 if there is none */
    int drain;   /**< QEMU's GDB server, for drain.h, or -1; the machine then waits for it */
    uint64_t drain_address;
};

/** Starts the child; ends the program with an error if the child can't be executed. */
void launch(struct machine *machine, const struct launch_request *request);

/** The command line that launch() would use; ends the program with an error if it uses none. */
void launch_command(struct arguments *command, const struct launch_request *request);

#endif
