/* SPDX-License-Identifier: MIT */
/*
 * How a run ended. QEMU exits with status 0 on a reset under -no-reboot and on SIGTERM, so the exit
 * status alone is not enough. The reason comes from QMP's SHUTDOWN event.
 */
#include "session_run.h"

#include "machine.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* How long a machine that is out of time may take to report its position, on a busy host. */
#define ANSWER_MS 20000

static bool event_says(const struct run *run, const char *reason)
{
    const char *event = run->events.data;
    while (event != NULL && (event = strstr(event, "\"SHUTDOWN\"")) != NULL) {
        const char *end = strchr(event, '\n');
        const char *found = strstr(event, reason);
        if (found != NULL && (end == NULL || found < end)) {
            return true;
        }
        event++;
    }
    return false;
}

/* Reads QMP's answer to "info registers -a", as much as has arrived. */
static unsigned read_counters(const char *text, uint64_t counters[OUTCOME_HARTS])
{
    unsigned count = 0;
    while (text != NULL && count < OUTCOME_HARTS && (text = strstr(text, " pc ")) != NULL) {
        text += strlen(" pc ");
        /* cppcheck-suppress nullPointerRedundantCheck */
        counters[count++] = strtoull(text, NULL, 16);
    }
    return count;
}

void run_ask_counters(struct run *run, struct outcome *outcome)
{
    static const char question[] = "{\"execute\":\"human-monitor-command\","
                                   "\"arguments\":{\"command-line\":\"info registers -a\"}}\n";
    int64_t deadline = clock_ms() + ANSWER_MS;
    size_t asked_at = run->events.length;
    struct pollfd watch = {.fd = run->machine.control, .events = POLLIN};
    if (run->machine.control < 0 || !run->machine.kind->has_monitor) {
        return;
    }
    write_all(run->machine.control, question, sizeof(question) - 1);
    while (run->machine.control >= 0 && clock_ms() < deadline &&
           poll(&watch, 1, (int)(deadline - clock_ms())) > 0) {
        run_take_events(run);
        if (run->events.length > asked_at && run->events.data[run->events.length - 1] == '\n') {
            outcome->harts = read_counters(run->events.data + asked_at, outcome->counters);
            return;
        }
    }
}

/* A signal ends QEMU with status 0, and without an event until QMP is ready. */
static bool left_before_the_start(const struct run *run, int status)
{
    return run->lets_go && run->resumed == 0 && status == 0;
}

/* QEMU rejected its arguments, the host lacks something that they need, or the board could not be
 * loaded. */
static bool refused_to_start(const struct run *run, int status)
{
    return run->machine.kind->start_ms != 0 && run->resumed == 0 && status != 0;
}

struct outcome run_judge(const struct run *run, int wait_status)
{
    struct outcome outcome = {.end = SESSION_EXITED, .status = WEXITSTATUS(wait_status)};
    if (run->flooded) {
        outcome.end = SESSION_FLOODED;
    } else if (run->timed_out) {
        outcome.end = SESSION_TIMEOUT;
    } else if (WIFSIGNALED(wait_status)) {
        outcome.end = SESSION_KILLED;
        outcome.status = WTERMSIG(wait_status);
    } else if (event_says(run, "\"guest-reset\"")) {
        outcome.end = SESSION_RESET;
    } else if (event_says(run, "\"host-qmp-quit\"")) {
        outcome.end = SESSION_LEFT;
    } else if (event_says(run, "\"host-") || left_before_the_start(run, outcome.status)) {
        outcome.end = SESSION_STOPPED;
    } else if (event_says(run, "\"port-lost\"")) {
        outcome.end = SESSION_LOST;
    } else if (refused_to_start(run, outcome.status)) {
        outcome.end = SESSION_REFUSED;
        outcome.refusal = run->machine.kind->refusal;
    } else if (event_says(run, "\"guest-panic\"") && outcome.status == 0) {
        outcome.end = SESSION_CRASHED;
    }
    return outcome;
}
