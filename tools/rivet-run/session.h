/* SPDX-License-Identifier: MIT */
/* One run from start to end: transfers the bytes, watches the clock, and finds out how it ended. */
#ifndef RIVET_RUN_SESSION_H
#define RIVET_RUN_SESSION_H

#include "launch.h"
#include "log_filter.h"
#include "outcome.h"

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

#endif
