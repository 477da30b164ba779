/* SPDX-License-Identifier: MIT */
/* The event loop of a run. */
#include "session_run.h"

#include "channel.h"
#include "host.h"
#include "machine.h"
#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * A UART loses input that arrives before its driver is ready, so input waits for the first output.
 * If the firmware prints nothing, it waits this long after the machine was started.
 */
#define INPUT_DELAY_MS 3000

/* Output that pauses this long is handed to session.idle. */
#define IDLE_MS 1000

enum {
    WATCH_PROCESS,
    WATCH_OUTPUT,
    WATCH_CONTROL,
    WATCH_DRAIN,
    WATCH_SOURCE,
    WATCH_INPUT,
    WATCH_COUNT
};

/* The child that the signal handlers kill. */
static volatile sig_atomic_t child_pid;
static volatile sig_atomic_t child_leads_group;

static void kill_child(void)
{
    pid_t pid = (pid_t)child_pid;
    if (pid > 0) {
        kill(child_leads_group ? -pid : pid, SIGKILL);
        kill(pid, SIGKILL);
    }
}

/* Also runs at an exit during the run, for instance if output can't be written. */
static void leave_nothing(void)
{
    kill_child();
    terminal_restore();
}

static void on_signal(int number)
{
    leave_nothing();
    _exit(128 + number);
}

static void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    struct sigaction action = {.sa_handler = on_signal};
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        sigaction(numbers[i], &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
}

static bool input_may_start(const struct run *run)
{
    return run->printed > 0 || (run->resumed != 0 && clock_ms() - run->resumed >= INPUT_DELAY_MS);
}

/* A case's input must not get in the way of its order. */
static bool source_may_start(const struct run *run)
{
    const struct session *session = run->session;
    return session->channel == NULL || !channel_gives_order(&session->request) ||
           session->channel->started;
}

static void fill_watch(const struct run *run, struct pollfd watch[WATCH_COUNT])
{
    bool feeding = run->machine.input >= 0;
    bool has_pending = run->pending.length > 0;
    watch[WATCH_PROCESS] = (struct pollfd){.fd = run->machine.process, .events = POLLIN};
    watch[WATCH_OUTPUT] = (struct pollfd){.fd = run->machine.output, .events = POLLIN};
    watch[WATCH_CONTROL] = (struct pollfd){.fd = run->machine.control, .events = POLLIN};
    watch[WATCH_DRAIN] = (struct pollfd){.fd = run->drain.socket, .events = POLLIN};
    watch[WATCH_SOURCE] = (struct pollfd){.fd = -1, .events = POLLIN};
    watch[WATCH_INPUT] = (struct pollfd){.fd = -1, .events = POLLOUT};
    if (feeding && !has_pending && !run->source_ended && source_may_start(run)) {
        watch[WATCH_SOURCE].fd = run->session->source;
    }
    if (feeding && has_pending && input_may_start(run)) {
        watch[WATCH_INPUT].fd = run->machine.input;
    }
}

/* When the time limit begins to count. */
static int64_t beginning(const struct run *run)
{
    return run->resumed != 0 ? run->resumed : run->started;
}

/* When the time is up, if there is a limit; time that a busy host takes is not counted. */
static int64_t deadline(const struct run *run)
{
    bool starts = run->machine.control >= 0 && run->resumed == 0;
    int64_t limit = run->session->timeout_ms + (starts ? run->machine.kind->start_ms : 0);
    return beginning(run) + limit + run->starved;
}

/* How long poll() may sleep; negative: for ever. */
static int sleep_ms(const struct run *run)
{
    int64_t limit = -1;
    if (run->session->timeout_ms > 0) {
        int64_t left = deadline(run) - clock_ms();
        limit = left > 0 ? left : 0;
    }
    bool wakes = run->session->idle != NULL || run->machine.input >= 0;
    if (wakes && (limit < 0 || limit > IDLE_MS)) {
        limit = IDLE_MS;
    }
    return (int)(limit > 3600000 ? 3600000 : limit);
}

static bool time_is_up(struct run *run)
{
    if (run->session->timeout_ms == 0 || clock_ms() < deadline(run)) {
        return false;
    }
    run->starved = host_starved_ms(run->machine.pid, clock_ms() - beginning(run));
    return clock_ms() >= deadline(run);
}

/* One iteration of the loop; false when the run is over. */
static bool turn(struct run *run)
{
    struct pollfd watch[WATCH_COUNT];
    fill_watch(run, watch);
    int ready = poll(watch, WATCH_COUNT, sleep_ms(run));
    if (watch[WATCH_OUTPUT].revents != 0) {
        run_take_output(run);
    } else if (ready == 0 && run->session->idle != NULL) {
        run->session->idle(run->session->context);
    }
    if (watch[WATCH_CONTROL].revents != 0) {
        run_take_events(run);
    }
    if (watch[WATCH_DRAIN].revents != 0) {
        drain_take(&run->drain);
    }
    if (watch[WATCH_SOURCE].revents != 0) {
        run_take_source(run);
    }
    if (watch[WATCH_INPUT].revents != 0) {
        run_give_input(run);
    }
    bool ended = watch[WATCH_PROCESS].revents != 0;
    run->timed_out = !ended && time_is_up(run);
    return !ended && !run->flooded && !run->timed_out;
}

static void close_all(struct run *run)
{
    const int descriptors[] = {run->machine.process, run->machine.output, run->machine.input,
                               run->machine.control, run->drain.socket};
    for (size_t i = 0; i < sizeof(descriptors) / sizeof(descriptors[0]); i++) {
        if (descriptors[i] >= 0) {
            close(descriptors[i]);
        }
    }
    buffer_free(&run->drain.answers);
    buffer_free(&run->events);
    buffer_free(&run->pending);
}

struct outcome session_run(const struct session *session)
{
    struct run run = {.session = session,
                      .started = clock_ms(),
                      .source_ended = session->request.input != INPUT_FED};
    bool terminal = session->request.input == INPUT_TERMINAL;
    log_filter_start(&run.log, session->request.elf, session->log_style, run_pass_on, &run);
    run.log.tail = session->log_tail;
    run.log.is_on = run.log.is_on && !session->is_raw;
    if (terminal) {
        terminal_save();
    }
    launch(&run.machine, &session->request);
    run.drain.socket = run.machine.drain;
    run.drain.address = run.machine.drain_address;
    run.lets_go = run.machine.control >= 0 && session->request.gdb_listener < 0;
    child_pid = run.machine.pid;
    child_leads_group = !terminal;
    catch_signals();
    atexit(leave_nothing);
    while (turn(&run)) {
    }
    struct outcome stuck = {0};
    if (run.timed_out) {
        run_ask_counters(&run, &stuck);
    }
    bool cut_off = run.flooded || run.timed_out;
    if (cut_off || child_leads_group) {
        kill_child(); /* ends its children too; a child that has ended keeps its status */
    }
    int wait_status = 0;
    while (waitpid(run.machine.pid, &wait_status, 0) < 0 && errno == EINTR) {
    }
    child_pid = 0;
    run_drain(&run);
    run_pass_on_rest(&run);
    terminal_restore();
    struct outcome outcome = run_judge(&run, wait_status);
    outcome.harts = stuck.harts;
    memcpy(outcome.counters, stuck.counters, sizeof(outcome.counters));
    close_all(&run);
    return outcome;
}
