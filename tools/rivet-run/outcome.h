/* SPDX-License-Identifier: MIT */
/* How a run ended. */
#ifndef RIVET_RUN_OUTCOME_H
#define RIVET_RUN_OUTCOME_H

#include <stdint.h>
#include <stdio.h>

#include "elf/elf_file.h"

enum session_end {
    SESSION_EXITED,  /**< ended by itself; outcome.status is the exit status */
    SESSION_KILLED,  /**< ended by a signal; outcome.status is its number */
    SESSION_TIMEOUT, /**< still running at the time limit */
    SESSION_RESET,   /**< the firmware reset the machine, which is not allowed */
    SESSION_LEFT,    /**< QEMU's monitor was asked to quit, as Ctrl-A X does */
    SESSION_STOPPED, /**< QEMU was ended from outside, not by the firmware */
    SESSION_FLOODED, /**< printed more than allowed */
    SESSION_CRASHED, /**< QEMU reported a fatal error of the guest */
    SESSION_LOST,    /**< the connection to the board is gone */
    SESSION_REFUSED, /**< the machine ended before the firmware ran, for outcome.refusal */
};

/* The maximum number of harts that are asked for their position. */
#define OUTCOME_HARTS 8

struct outcome {
    enum session_end end;
    int status;
    const char *refusal;              /**< of SESSION_REFUSED; NULL: QEMU exited */
    unsigned harts;                   /**< after SESSION_TIMEOUT: number of known positions */
    uint64_t counters[OUTCOME_HARTS]; /**< their program counters */
};

/** Describes in a few words how it ended; static or newly allocated memory. */
const char *outcome_text(const struct outcome *outcome);

/** Prints where the harts of a machine were that did not end, each with its source line. */
void outcome_show_positions(const struct outcome *outcome, const struct elf_file *elf, FILE *file);

#endif
