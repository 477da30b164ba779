/* SPDX-License-Identifier: MIT */
/* One run from start to end: transfers the bytes, watches the clock, and finds out how it ended. */
#ifndef RIVET_RUN_SESSION_H
#define RIVET_RUN_SESSION_H

#include "launch.h"
#include "log_filter.h"

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

struct session {
    struct launch_request request;
    int64_t timeout_ms;  /**< 0: no limit */
    size_t output_limit; /**< bytes; 0: no limit */
    int source;          /**< where INPUT_FED bytes come from */
    void (*sink)(void *context, const char *data, size_t length);
    void (*idle)(void *context); /**< called when the output pauses; may be NULL */
    void *context;
    struct dump_filter *dump;  /**< makes reports of dumps in the output; NULL if there are none */
    struct channel *channel;   /**< takes the frames out of the output; NULL if there are none */
    enum log_style log_style;  /**< how log records are shown */
    bool is_raw;               /**< log records are passed on as they are */
    struct log_tail *log_tail; /**< gets the last of them; may be NULL */
};

/** Runs it. The child has always ended when this returns. */
struct outcome session_run(const struct session *session);

/** Describes in a few words how it ended; static or newly allocated memory. */
const char *outcome_text(const struct outcome *outcome);

#endif
