/* SPDX-License-Identifier: MIT */
/*
 * The event loop of a run. QEMU exits with status 0 on a reset under -no-reboot and on SIGTERM, so
 * the exit status alone is not enough. The reason comes from QMP's SHUTDOWN event.
 */
#include "session.h"

#include "channel.h"
#include "drain.h"
#include "host.h"
#include "machine.h"
#include "terminal.h"

#include "rivet-dump/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Ctrl-D, which signals the end of the input to the firmware. */
#define END_OF_INPUT 0x04

/*
 * A UART loses input that arrives before its driver is ready, so input waits for the first output.
 * If the firmware prints nothing, it waits this long after the machine was started.
 */
#define INPUT_DELAY_MS 3000

/* How long a machine that is out of time may take to report its position, on a busy host. */
#define ANSWER_MS 20000

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

/* Hands the text to the sink, and keeps frames in the channel if there is one. */
static void pass_on_text(struct run *run, const char *data, size_t length)
{
    const struct session *session = run->session;
    struct buffer text = {0};
    if (session->channel == NULL) {
        session->sink(session->context, data, length);
        return;
    }
    channel_take(session->channel, &session->request, data, length, &text, &run->pending);
    if (text.length > 0) {
        session->sink(session->context, text.data, text.length);
    }
    buffer_free(&text);
}

/* The same with reports in place of dumps. */
static void pass_on(void *context, const char *data, size_t length)
{
    struct run *run = context;
    struct buffer text = {0};
    if (run->session->dump == NULL) {
        pass_on_text(run, data, length);
        return;
    }
    dump_filter_take(run->session->dump, data, length, &text);
    if (text.length > 0) {
        pass_on_text(run, text.data, text.length);
    }
    buffer_free(&text);
}

static void pass_on_rest(struct run *run)
{
    const struct session *session = run->session;
    struct buffer text = {0};
    log_filter_finish(&run->log);
    if (session->dump != NULL) {
        dump_filter_finish(session->dump, &text);
        if (text.length > 0) {
            pass_on_text(run, text.data, text.length);
            buffer_clear(&text);
        }
    }
    if (session->channel == NULL) {
        return;
    }
    channel_finish(session->channel, &text);
    if (text.length > 0) {
        session->sink(session->context, text.data, text.length);
    }
    buffer_free(&text);
}

/* QEMU has prepared the terminal when the machine begins to run. The first output may arrive before
 * the event. */
static void begin_typing(const struct run *run)
{
    const struct launch_request *request = &run->session->request;
    if (request->input == INPUT_TERMINAL && !request->spec->console_semihosting) {
        terminal_send_newlines();
    }
}

static void take_output(struct run *run)
{
    char chunk[16384];
    ssize_t length = read(run->machine.output, chunk, sizeof(chunk));
    if (length > 0) {
        if (run->printed == 0) {
            begin_typing(run);
        }
        log_filter_feed(&run->log, chunk, (size_t)length);
        run->printed += (size_t)length;
        size_t limit = run->session->output_limit;
        run->flooded = run->flooded || (limit != 0 && run->printed > limit);
    } else if (length == 0) {
        close(run->machine.output);
        run->machine.output = -1;
    }
}

static void take_events(struct run *run)
{
    char chunk[4096];
    ssize_t length = read(run->machine.control, chunk, sizeof(chunk));
    if (length > 0) {
        buffer_add(&run->events, chunk, (size_t)length);
        if (run->resumed == 0 && strstr(run->events.data, "\"RESUME\"") != NULL) {
            run->resumed = clock_ms();
            begin_typing(run);
        }
        if (run->drain.socket >= 0 && !run->drain.started &&
            strstr(run->events.data, "\"return\"") != NULL) {
            drain_start(&run->drain);
        }
    } else if (length == 0 || errno != EAGAIN) {
        close(run->machine.control);
        run->machine.control = -1;
    }
}

/* Ends the input: a UART has no end of input, so it gets a character; others are closed. */
static void end_input(struct run *run)
{
    static const char end = END_OF_INPUT;
    run->source_ended = true;
    if (run->session->request.spec->console_semihosting) {
        close(run->machine.input);
        run->machine.input = -1;
    } else {
        buffer_add(&run->pending, &end, 1);
    }
}

static void take_source(struct run *run)
{
    char chunk[4096];
    ssize_t length = read(run->session->source, chunk, sizeof(chunk));
    if (length > 0) {
        buffer_add(&run->pending, chunk, (size_t)length);
    } else if (length == 0 || (errno != EAGAIN && errno != EINTR)) {
        end_input(run);
    }
}

static void give_input(struct run *run)
{
    ssize_t length = write(run->machine.input, run->pending.data + run->pending_sent,
                           run->pending.length - run->pending_sent);
    if (length > 0) {
        run->pending_sent += (size_t)length;
    } else if (length < 0 && errno != EAGAIN && errno != EINTR) {
        close(run->machine.input);
        run->machine.input = -1;
    }
    if (run->pending_sent == run->pending.length) {
        buffer_clear(&run->pending);
        run->pending_sent = 0;
    }
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
        take_output(run);
    } else if (ready == 0 && run->session->idle != NULL) {
        run->session->idle(run->session->context);
    }
    if (watch[WATCH_CONTROL].revents != 0) {
        take_events(run);
    }
    if (watch[WATCH_DRAIN].revents != 0) {
        drain_take(&run->drain);
    }
    if (watch[WATCH_SOURCE].revents != 0) {
        take_source(run);
    }
    if (watch[WATCH_INPUT].revents != 0) {
        give_input(run);
    }
    bool ended = watch[WATCH_PROCESS].revents != 0;
    run->timed_out = !ended && time_is_up(run);
    return !ended && !run->flooded && !run->timed_out;
}

/* Reads the rest from the pipes after the child has ended. */
static void drain(struct run *run)
{
    struct pollfd watch = {.events = POLLIN};
    while ((watch.fd = run->machine.output) >= 0 && poll(&watch, 1, 0) > 0) {
        take_output(run);
    }
    while ((watch.fd = run->machine.control) >= 0 && poll(&watch, 1, 0) > 0) {
        take_events(run);
    }
}

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

/* Asks a machine that does not end for its harts' positions. It may be unable to answer. */
static void ask_counters(struct run *run, struct outcome *outcome)
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
        take_events(run);
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

static struct outcome judge(const struct run *run, int wait_status)
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
    log_filter_start(&run.log, session->request.elf, session->log_style, pass_on, &run);
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
        ask_counters(&run, &stuck);
    }
    bool cut_off = run.flooded || run.timed_out;
    if (cut_off || child_leads_group) {
        kill_child(); /* ends its children too; a child that has ended keeps its status */
    }
    int wait_status = 0;
    while (waitpid(run.machine.pid, &wait_status, 0) < 0 && errno == EINTR) {
    }
    child_pid = 0;
    drain(&run);
    pass_on_rest(&run);
    terminal_restore();
    struct outcome outcome = judge(&run, wait_status);
    outcome.harts = stuck.harts;
    memcpy(outcome.counters, stuck.counters, sizeof(outcome.counters));
    close_all(&run);
    return outcome;
}

const char *outcome_text(const struct outcome *outcome)
{
    switch (outcome->end) {
    case SESSION_EXITED:
        return format_text("exited with status %d", outcome->status);
    case SESSION_KILLED:
        return format_text("was killed by signal %d (%s)", outcome->status,
                           strsignal(outcome->status));
    case SESSION_TIMEOUT:
        return "was still running when the time was up";
    case SESSION_RESET:
        return "reset the machine";
    case SESSION_LEFT:
        return "was ended: QEMU was asked to quit";
    case SESSION_STOPPED:
        return "was stopped from outside: QEMU got a signal";
    case SESSION_FLOODED:
        return "printed more than the allowed amount of output";
    case SESSION_CRASHED:
        return "crashed the machine (QEMU says guest-panic)";
    case SESSION_REFUSED:
        return outcome->refusal != NULL
                   ? format_text("did not run: %s", outcome->refusal)
                   : format_text("did not run: QEMU exited with status %d before that",
                                 outcome->status);
    case SESSION_LOST:
        return "was lost: the serial port is gone";
    }
    return "ended in an unknown way";
}
