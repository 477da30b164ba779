/* SPDX-License-Identifier: MIT */
/*
 * Starts the program that runs an ELF: QEMU with the machine that the ELF names, or the ELF itself
 * if it is a program of this host. The child never outlives rivet-run.
 */
#ifndef RIVET_RUN_LAUNCH_H
#define RIVET_RUN_LAUNCH_H

#include <sys/types.h>

#include "next_stage.h"
#include "spec.h"

enum input_kind {
    INPUT_NONE,     /**< no input but orders; see channel.h */
    INPUT_TERMINAL, /**< standard input is a terminal, passed on to QEMU */
    INPUT_FED,      /**< rivet-run writes to machine.input */
};

struct launch_request {
    const struct elf_file *elf;
    const struct run_spec *spec;
    const char *test_case; /**< the only test case to run, or NULL */
    const char *nonce;
    char **extra; /**< more QEMU arguments, NULL-terminated; may be NULL */
    struct next_stage next;
    enum input_kind input;
    int gdb_listener; /**< listening socket for GDB, or -1; the machine then waits at reset */
};

struct machine {
    pid_t pid;
    int process; /**< readable when the child has ended */
    int output;  /**< the output of firmware and QEMU */
    int input;   /**< write end of the UART's input, or -1 */
    int control; /**< QMP socket, or -1 */
    int drain;   /**< QEMU's GDB server, for drain.h, or -1; the machine then waits for it */
    uint64_t drain_address;
};

/** Starts the child; ends the program with an error if the child can't be executed. */
void launch(struct machine *machine, const struct launch_request *request);

/** The command line that launch() would use. */
void launch_command(struct arguments *command, const struct launch_request *request);

#endif
