/* SPDX-License-Identifier: MIT */
/* The state of a run, for session.c and its parts. */
#ifndef RIVET_RUN_SESSION_RUN_H
#define RIVET_RUN_SESSION_RUN_H

#include "drain.h"
#include "session.h"

struct run {
    const struct session *session;
    struct log_filter log;
    struct machine machine;
    struct drain drain;
    struct buffer events;
    struct buffer pending; /* input not sent yet */
    size_t pending_sent;
    size_t printed;
    int64_t started;
    bool lets_go;    /* QMP starts the machine, not GDB */
    int64_t resumed; /* when the machine began to run; 0: not yet */
    int64_t starved; /* time that a busy host took, as last measured */
    bool source_ended;
    bool flooded;
    bool timed_out;
};

/** Hands output to the session's sink, without frames and with reports in place of dumps.
 * @p context is the run. */
void run_pass_on(void *context, const char *data, size_t length);

/** Hands on what was kept back, at the end of the output. */
void run_pass_on_rest(struct run *run);

/** Each reads or writes once, when its descriptor is ready. */
void run_take_output(struct run *run);
void run_take_events(struct run *run);
void run_take_source(struct run *run);
void run_give_input(struct run *run);

/** Reads the rest from the pipes after the child has ended. */
void run_drain(struct run *run);

/** Asks a machine that does not end for its harts' positions. It may be unable to answer. */
void run_ask_counters(struct run *run, struct outcome *outcome);

/** How the run ended, by the status of waitpid(). */
struct outcome run_judge(const struct run *run, int wait_status);

#endif
