/* SPDX-License-Identifier: MIT */
/*
 * The machines that firmware runs on, as launch.c starts them. One kind is one file.
 *
 * A machine is a child process. Its standard input and output are the firmware's console. Its exit
 * status is the firmware's. A signal stops it. On a socket it reports, in the words of QEMU's QMP:
 *
 *   "RESUME"                      the firmware begins to run; time limits count from here
 *   "SHUTDOWN" ... "reason"       the run ended for this reason, and not by the firmware's exit
 *
 * A machine that ends with a status other than 0 before RESUME has printed why it can't run.
 */
#ifndef RIVET_RUN_MACHINE_H
#define RIVET_RUN_MACHINE_H

#include "launch.h"

/** Descriptors as the child sees them. */
enum child_descriptor {
    CHILD_CONTROL = 3,
    CHILD_IMAGE,
    CHILD_GDB,
    CHILD_PORT,
    CHILD_MESSAGES, /* rivet-run's standard error */
    CHILD_END
};

/** What the child gets. */
struct handover {
    struct arguments command; /**< the program to become, if the kind has none of its own */
    int child[CHILD_END];     /**< rivet-run's copies of its descriptors, or -1 */
};

struct machine_kind {
    /** Why a machine did not run that ended before RESUME; NULL: the text is about QEMU. */
    const char *refusal;
    /** Whether it answers QMP's questions on the socket. */
    bool has_monitor;
    /** How long a machine may take until RESUME, in milliseconds; 0: it doesn't report that. */
    int64_t start_ms;
    /** Ends the program with an error if the machine can't have this request. */
    void (*check)(const struct launch_request *request);
    /** Adds the program that the child becomes. NULL: the child runs the function below. */
    void (*command)(struct arguments *command, const struct launch_request *request);
    /** Makes the descriptors. NULL: there are none. */
    void (*prepare)(struct handover *handover, struct machine *machine,
                    const struct launch_request *request);
    /** Runs in the child, which has its descriptors. Returns the exit status. */
    int (*run)(const struct launch_request *request);
};

extern const struct machine_kind native_machine; /**< a program of this host */
extern const struct machine_kind qemu_machine;
extern const struct machine_kind serial_machine;  /**< a board on a serial port */
extern const struct machine_kind command_machine; /**< a command of the user's */

/** Makes the control socket. Returns the child's end and sets machine->control. */
int make_control(struct machine *machine);

/** Makes a socket pair. Returns the child's end and sets @p own_end. */
int make_socket(int *own_end);

#endif
