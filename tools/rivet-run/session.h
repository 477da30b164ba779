/* SPDX-License-Identifier: MIT */
/*
 * One run from start to end: moves the bytes, watches the clock, and finds out how it ended.
 */
#ifndef RIVET_RUN_SESSION_H
#define RIVET_RUN_SESSION_H

#include "launch.h"

enum session_end {
    SESSION_EXITED,  /**< ended by itself; outcome.status is the exit status */
    SESSION_KILLED,  /**< ended by a signal; outcome.status is its number */
    SESSION_TIMEOUT, /**< still running when the time was up */
    SESSION_RESET,   /**< the firmware reset the machine, which is not allowed */
    SESSION_LEFT,    /**< QEMU's monitor was told to quit, as Ctrl-A X does */
    SESSION_STOPPED, /**< QEMU was asked to end from outside, not by the firmware */
    SESSION_FLOODED, /**< printed more than allowed */
    SESSION_CRASHED, /**< QEMU saw the guest do something it cannot go on from */
    SESSION_REFUSED, /**< QEMU ended with outcome.status before the firmware ran */
};

/* More harts than this are not asked where they are. */
#define OUTCOME_HARTS 8

struct outcome {
    enum session_end end;
    int status;
    unsigned harts;                   /**< after SESSION_TIMEOUT: how many told where they are */
    uint64_t counters[OUTCOME_HARTS]; /**< their program counters */
};

struct session {
    struct launch_request request;
    int64_t timeout_ms;  /**< 0: no limit */
    size_t output_limit; /**< bytes; 0: no limit */
    int source;          /**< where INPUT_FED bytes come from */
    void (*sink)(void *context, const char *data, size_t length);
    void (*idle)(void *context); /**< called when the output pauses; may be NULL */
    void *context;
};

/** Runs it. The child is gone when this returns, however it went. */
struct outcome session_run(const struct session *session);

/** Says in a few words how it ended; static or fresh memory. */
const char *outcome_text(const struct outcome *outcome);

#endif
