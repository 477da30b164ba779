/* SPDX-License-Identifier: MIT */
/*
 * `rivet-run --test`: runs one case and reports the result. A pass costs only QEMU's run;
 * explanations are computed only for failures.
 */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cases.h"
#include "channel.h"
#include "options.h"
#include "panic.h"
#include "session.h"
#include "verdict.h"

#include "rivet-dump/filter.h"

#define DEFAULT_TIMEOUT 10.0
#define OUTPUT_LIMIT    ((size_t)1 << 20)
#define LAST_LINES      24
#define FAILED_CHECK    ": check failed: "

void make_nonce(char nonce[17])
{
    unsigned char bytes[8];
    int source = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    if (source < 0 || read(source, bytes, sizeof(bytes)) != (ssize_t)sizeof(bytes)) {
        die("no random numbers: %s", strerror(errno));
    }
    close(source);
    for (size_t i = 0; i < sizeof(bytes); i++) {
        snprintf(nonce + 2 * i, 3, "%02x", bytes[i]);
    }
}

const struct test_case *require_case(const struct elf_file *elf, const char *name)
{
    static struct test_cases cases;
    cases_read(&cases, elf);
    const struct test_case *found = cases_find(&cases, name);
    if (found == NULL && cases.count > 0) {
        die("'%s' has no test case '%s' (rivet-run --list shows them)", elf->path, name);
    }
    return found;
}

static void keep_output(void *context, const char *data, size_t length)
{
    buffer_add(context, data, length);
}

static const char *next_line(const char *line, const char *end)
{
    const char *newline = memchr(line, '\n', (size_t)(end - line));
    return newline != NULL ? newline + 1 : end;
}

static void print_failed_checks(const struct buffer *output)
{
    const char *end = output->data + output->length;
    for (const char *line = output->data; line < end; line = next_line(line, end)) {
        size_t length = (size_t)(next_line(line, end) - line);
        if (find_bytes(line, length, FAILED_CHECK) != NULL) {
            printf("%.*s", (int)length, line);
        }
    }
}

static void print_panic(const struct elf_file *elf, const struct panic_report *report)
{
    struct buffer text = {0};
    panic_annotate(elf, report->text, report->length, &text);
    puts("");
    fwrite(text.data, 1, text.length, stdout);
    buffer_free(&text);
}

/* Prints one line with control characters made visible; lines that only the runner needs are left
 * out. */
static void print_line(const char *line, const char *end)
{
    if (begins_with(line, (size_t)(end - line), START_MARK " ") ||
        begins_with(line, (size_t)(end - line), VERDICT_MARK " ")) {
        return;
    }
    while (end > line && (end[-1] == '\n' || end[-1] == '\r')) {
        end--;
    }
    fputs("  | ", stdout);
    for (; line < end; line++) {
        unsigned char byte = (unsigned char)*line;
        bool shown = byte == '\t' || (byte >= ' ' && byte != 0x7f);
        printf(shown ? "%c" : "\\x%02x", byte);
    }
    putchar('\n');
}

/* Prints the last non-empty lines; prints the heading only if there are any. */
static void print_last_lines(const char *heading, const char *begin, const char *end)
{
    while (begin < end && isspace((unsigned char)end[-1])) {
        end--;
    }
    if (begins_with(begin, (size_t)(end - begin), START_MARK " ")) {
        begin = next_line(begin, end);
    }
    if (begin == end) {
        return;
    }
    printf("\n%s:\n", heading);
    const char *first = end;
    unsigned lines = 0;
    while (first > begin && !(first[-1] == '\n' && first != end && ++lines >= LAST_LINES)) {
        first--;
    }
    for (const char *line = first; line < end; line = next_line(line, end)) {
        print_line(line, next_line(line, end));
    }
}

static void print_console(const struct buffer *output, const struct panic_report *report)
{
    const char *end = output->data + output->length;
    if (report == NULL) {
        print_last_lines("Last lines of the console", output->data, end);
        return;
    }
    print_last_lines("Last lines of the console before the panic", output->data, report->text);
    print_last_lines("After the panic", report->text + report->length, end);
}

/* Other output may have followed the records. */
static void print_last_records(const struct log_tail *tail)
{
    size_t first = tail->count > LOG_TAIL ? tail->count - LOG_TAIL : 0;
    if (tail->count > 0) {
        puts("\nLast log records:");
    }
    for (size_t i = first; i < tail->count; i++) {
        printf("  | %s", tail->lines[i % LOG_TAIL]);
    }
}

static void print_command(const struct options *options, const char *option)
{
    struct buffer line = {0};
    char *program = own_path();
    char *elf = realpath(options->elf_path, NULL);
    buffer_add_quoted(&line, program);
    buffer_format(&line, "%s --test ", option);
    buffer_add_quoted(&line, options->test_case);
    buffer_add(&line, " ", 1);
    buffer_add_quoted(&line, elf != NULL ? elf : options->elf_path);
    struct arguments next = {0};
    board_repeat(&options->board, &next);
    next_stage_repeat(&options->next, &next);
    for (size_t i = 0; i < next.count; i++) {
        buffer_add(&line, " ", 1);
        buffer_add_quoted(&line, next.items[i]);
    }
    for (char **extra = options->extra; extra != NULL && *extra != NULL; extra++) {
        buffer_format(&line, "%s", extra == options->extra ? " -- " : " ");
        buffer_add_quoted(&line, *extra);
    }
    puts(line.data);
    buffer_free(&line);
    free(program);
    free(elf);
}

static void explain(const struct options *options, const struct elf_file *elf,
                    const struct verdict *verdict, const struct outcome *outcome,
                    const struct buffer *output, const struct log_tail *tail)
{
    struct panic_report report;
    bool panicked = panic_find(output->data, output->length, &report);
    printf("FAILED %s: %s\n", options->test_case, verdict->sentence);
    outcome_show_positions(outcome, elf, stdout);
    if (output->length > 0) {
        print_failed_checks(output);
        if (panicked) {
            print_panic(elf, &report);
        }
        print_console(output, panicked ? &report : NULL);
        print_last_records(tail);
    }
    const bool is_board = options->board.port != NULL || options->board.run != NULL;
    puts(is_board ? "\nJust this case again:" : "\nJust this case again, and the same under GDB:");
    print_command(options, "");
    if (is_board) {
        return;
    }
    if (elf->is_riscv) {
        print_command(options, " --gdb");
    } else {
        printf("gdb --args %s %s 0000000000000000\n", elf->path, options->test_case);
    }
}

static int open_input(const char *path)
{
    int source = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (path != NULL && source < 0) {
        die("cannot open '%s': %s", path, strerror(errno));
    }
    return source;
}

int run_test(const struct options *options, const struct elf_file *elf)
{
    struct run_spec spec;
    char nonce[17];
    struct buffer output = {0};
    struct channel channel;
    struct log_tail tail = {0};
    const struct test_case *test = require_case(elf, options->test_case);
    spec_read(&spec, elf, options->qemu);
    const struct board board = choose_board(options, &spec);
    if (board.port == NULL && board.run == NULL && !spec_has_machine(&spec)) {
        printf("skipped %s: '%s' %s\n", options->test_case, elf->path, spec_no_machine);
        return RUN_SKIP;
    }
    make_nonce(nonce);
    channel_start(&channel);
    channel.may_be_stale = board.port != NULL;
    struct dump_filter dump;
    const bool dumps = dump_filter_start(&dump, elf, options->core);
    double timeout = options->timeout > 0 ? options->timeout : DEFAULT_TIMEOUT * options->slow;
    struct session session = {
        .request = {.elf = elf,
                    .spec = &spec,
                    .test_case = options->test_case,
                    .nonce = nonce,
                    .extra = options->extra,
                    .next = options->next,
                    .board = board,
                    .input = options->input != NULL ? INPUT_FED : INPUT_NONE,
                    .gdb_listener = -1},
        .timeout_ms = to_ms(timeout),
        .output_limit = OUTPUT_LIMIT,
        .source = open_input(options->input),
        .sink = keep_output,
        .context = &output,
        .dump = dumps ? &dump : NULL,
        .channel = channel_is_used(elf, &spec) ? &channel : NULL,
        .log_tail = &tail,
    };
    struct outcome outcome = session_run(&session);
    if (outcome.end == SESSION_REFUSED) {
        fwrite(output.data, 1, output.length, stdout);
        die("the firmware %s", outcome_text(&outcome));
    }
    struct evidence evidence = {.nonce = nonce,
                                .outcome = &outcome,
                                .text = output.length > 0 ? output.data : "",
                                .length = output.length,
                                .channel = session.channel};
    struct verdict verdict = verdict_judge(test, &evidence);
    if (verdict.status == RUN_FAIL) {
        explain(options, elf, &verdict, &outcome, &output, &tail);
    } else if (verdict.status == RUN_SKIP) {
        printf("skipped %s: %s\n", options->test_case, verdict.sentence);
    } else {
        fwrite(output.data, 1, output.length, stdout);
    }
    return verdict.status;
}
