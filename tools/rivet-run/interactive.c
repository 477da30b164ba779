/* SPDX-License-Identifier: MIT */
/*
 * `rivet-run fw.elf`: the firmware's console on standard input and output. Exits with its status.
 */
#include <stdio.h>
#include <unistd.h>

#include "channel.h"
#include "json_lines.h"
#include "options.h"
#include "panic.h"
#include "session.h"

#include "rivet-dump/filter.h"

static int status_of(const struct outcome *outcome)
{
    switch (outcome->end) {
    case SESSION_EXITED:
        return outcome->status;
    case SESSION_LEFT:
        return RUN_PASS;
    case SESSION_KILLED:
        return 128 + outcome->status;
    case SESSION_TIMEOUT:
        return RUN_TIMEOUT;
    case SESSION_RESET:
    case SESSION_CRASHED:
        return RUN_RESET;
    case SESSION_STOPPED:
    case SESSION_LOST:
    case SESSION_FLOODED:
        return RUN_STOPPED;
    case SESSION_REFUSED:
        break;
    }
    return RUN_CANNOT;
}

static enum input_kind input_kind(const struct run_spec *spec)
{
    return spec->native || isatty(STDIN_FILENO) ? INPUT_TERMINAL : INPUT_FED;
}

/* A terminal's user gets no other hint. Output to a file stays the firmware's. */
static void say_how_to_leave(const struct launch_request *request)
{
    if (request->input == INPUT_TERMINAL && !request->spec->native && isatty(STDERR_FILENO)) {
        fprintf(stderr, "rivet-run: %s ends the run\n",
                request->spec->console_semihosting || request->board.run != NULL ? "Ctrl-C"
                                                                                 : "Ctrl-A X");
    }
}

static void write_raw(void *context, const char *data, size_t length)
{
    (void)context;
    write_output(STDOUT_FILENO, data, length);
}

int run_interactive(const struct options *options, const struct elf_file *elf)
{
    struct run_spec spec;
    spec_read(&spec, elf, options->qemu);
    struct channel channel;
    channel_start(&channel);
    struct dump_filter dump;
    const bool dumps = !options->raw && dump_filter_start(&dump, elf, options->core);
    dump.dump.shows_locals = dumps;
    struct json_lines json = {.output = STDOUT_FILENO};
    struct panic_filter filter = {
        .elf = elf, .output = STDOUT_FILENO, .json = options->json ? &json : NULL};
    struct session session = {
        .request = {.elf = elf,
                    .spec = &spec,
                    .extra = options->extra,
                    .next = options->next,
                    .board = choose_board(options, &spec),
                    .input = input_kind(&spec),
                    .gdb_listener = -1},
        .timeout_ms = options->timeout > 0 ? to_ms(options->timeout) : 0,
        .source = STDIN_FILENO,
        .sink = options->raw ? write_raw : panic_filter_feed,
        .idle = panic_filter_flush,
        .context = &filter,
        .dump = dumps ? &dump : NULL,
        .channel = !options->raw && channel_is_used(elf, &spec) ? &channel : NULL,
        .is_raw = options->raw,
        .log_style = log_style(options),
    };
    say_how_to_leave(&session.request);
    struct outcome outcome = session_run(&session);
    panic_filter_flush(&filter);
    json_lines_finish(&json);
    if (outcome.end != SESSION_EXITED && outcome.end != SESSION_LEFT) {
        fprintf(stderr, "rivet-run: the firmware %s\n", outcome_text(&outcome));
        outcome_show_positions(&outcome, elf, stderr);
    }
    return status_of(&outcome);
}
