/* SPDX-License-Identifier: MIT */
/* What goes through the pipes of a run. */
#include "session_run.h"

#include "channel.h"
#include "terminal.h"

#include "rivet-dump/filter.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

/* Ctrl-D, which signals the end of the input to the firmware. */
#define END_OF_INPUT 0x04

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

void run_pass_on(void *context, const char *data, size_t length)
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

void run_pass_on_rest(struct run *run)
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

void run_take_output(struct run *run)
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

void run_take_events(struct run *run)
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

void run_take_source(struct run *run)
{
    char chunk[4096];
    ssize_t length = read(run->session->source, chunk, sizeof(chunk));
    if (length > 0) {
        buffer_add(&run->pending, chunk, (size_t)length);
    } else if (length == 0 || (errno != EAGAIN && errno != EINTR)) {
        end_input(run);
    }
}

void run_give_input(struct run *run)
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

void run_drain(struct run *run)
{
    struct pollfd watch = {.events = POLLIN};
    while ((watch.fd = run->machine.output) >= 0 && poll(&watch, 1, 0) > 0) {
        run_take_output(run);
    }
    while ((watch.fd = run->machine.control) >= 0 && poll(&watch, 1, 0) > 0) {
        run_take_events(run);
    }
}
