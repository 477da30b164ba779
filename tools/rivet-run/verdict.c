/* SPDX-License-Identifier: MIT */
/*
 * The rules of a pass. The nonce is new in each run. A verdict therefore can't come from a test's
 * own text, from an earlier run or from memory that was not cleared.
 */
#include "verdict.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "panic.h"

/* RT_PANIC_STATUS of rt/panic.h: only a panic ends with it, unless a case does so on purpose. */
#define PANIC_STATUS 134

/* A line "MARK nonce word text" in the output. */
struct marked_line {
    const char *word;
    size_t word_length;
    const char *text;
    size_t text_length;
    const char *after; /* what follows the line */
};

static const char *find_text(const char *text, const char *end, const char *wanted)
{
    return text < end ? find_bytes(text, (size_t)(end - text), wanted) : NULL;
}

static bool find_marked(const char *text, const char *end, const char *mark, const char *nonce,
                        struct marked_line *found)
{
    char wanted[96];
    snprintf(wanted, sizeof(wanted), "%s %s ", mark, nonce);
    const char *at = find_text(text, end, wanted);
    if (at == NULL) {
        return false;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    const char *stop = newline != NULL ? newline : end;
    found->after = newline != NULL ? newline + 1 : end;
    while (stop > at && stop[-1] == '\r') {
        stop--;
    }
    found->word = at + strlen(wanted);
    const char *space = found->word;
    while (space < stop && *space != ' ') {
        space++;
    }
    found->word_length = (size_t)(space - found->word);
    found->text = space < stop ? space + 1 : stop;
    found->text_length = (size_t)(stop - found->text);
    return true;
}

static bool word_is(const struct marked_line *line, const char *word)
{
    return line->word_length == strlen(word) && memcmp(line->word, word, line->word_length) == 0;
}

static struct verdict failed(char *sentence)
{
    return (struct verdict){RUN_FAIL, sentence};
}

static bool only_space(const char *text, const char *end)
{
    while (text < end && isspace((unsigned char)*text)) {
        text++;
    }
    return text == end;
}

/* The status of a word, or -1 if it is none of the three. */
static int status_of_word(const struct marked_line *line)
{
    if (word_is(line, "pass")) {
        return RUN_PASS;
    }
    if (word_is(line, "fail")) {
        return RUN_FAIL;
    }
    return word_is(line, "skip") ? RUN_SKIP : -1;
}

/* Checks a verdict: whether it is the only one and the last output, and the exit status agrees. */
static struct verdict judge_line(const struct marked_line *line, const char *end, const char *nonce,
                                 const struct outcome *outcome)
{
    struct marked_line second;
    int status = status_of_word(line);
    int word = (int)line->word_length;
    if (status < 0) {
        return failed(
            format_text("its verdict '%.*s' is none of pass, fail, skip", word, line->word));
    }
    if (outcome->end != SESSION_EXITED) {
        return failed(format_text("its verdict was '%.*s', but then the firmware %s", word,
                                  line->word, outcome_text(outcome)));
    }
    if (find_marked(line->after, end, VERDICT_MARK, nonce, &second)) {
        return failed(format_text("it gave more than one verdict"));
    }
    if (!only_space(line->after, end)) {
        return failed(format_text("it went on printing after its verdict"));
    }
    if (outcome->status != status) {
        return failed(format_text("its verdict was '%.*s', but it exited with status %d", word,
                                  line->word, outcome->status));
    }
    return (struct verdict){(enum run_status)status,
                            format_text("%.*s", (int)line->text_length, line->text)};
}

static struct verdict judge_normal(const char *nonce, const struct outcome *outcome,
                                   const char *text, const char *end)
{
    struct marked_line line;
    struct panic_report report;
    if (find_marked(text, end, VERDICT_MARK, nonce, &line)) {
        return judge_line(&line, end, nonce, outcome);
    }
    if (panic_find(text, (size_t)(end - text), &report)) {
        return failed(format_text("it panicked; the firmware %s", outcome_text(outcome)));
    }
    return failed(format_text("no verdict: the firmware %s", outcome_text(outcome)));
}

static struct verdict judge_report(const char *wanted, const struct panic_report *report,
                                   const struct outcome *outcome)
{
    if (!report->complete) {
        return failed(
            format_text("its panic report breaks off; the firmware %s", outcome_text(outcome)));
    }
    if (find_text(report->text, report->text + report->length, wanted) == NULL) {
        return failed(format_text("it panicked, but the report does not contain '%s'", wanted));
    }
    if (outcome->end != SESSION_EXITED) {
        return failed(format_text("it panicked as it should, but then the firmware %s",
                                  outcome_text(outcome)));
    }
    if (outcome->status != PANIC_STATUS) {
        return failed(format_text("it panicked as it should, but exited with status %d, not with a "
                                  "panic's %d",
                                  outcome->status, PANIC_STATUS));
    }
    return (struct verdict){RUN_PASS, format_text("panicked as it should: '%s'", wanted)};
}

static struct verdict judge_panics(const char *wanted, const char *nonce,
                                   const struct outcome *outcome, const char *text, const char *end)
{
    struct marked_line line;
    struct panic_report report;
    if (find_marked(text, end, VERDICT_MARK, nonce, &line)) {
        struct verdict verdict = judge_line(&line, end, nonce, outcome);
        if (verdict.status == RUN_PASS) {
            return failed(format_text("it was to panic with '%s', but did not", wanted));
        }
        return verdict;
    }
    if (!find_marked(text, end, START_MARK, nonce, &line)) {
        return failed(
            format_text("the case did not begin: the firmware %s", outcome_text(outcome)));
    }
    if (!panic_find(line.after, (size_t)(end - line.after), &report)) {
        return failed(format_text("it was to panic with '%s', but there is no report; "
                                  "the firmware %s",
                                  wanted, outcome_text(outcome)));
    }
    return judge_report(wanted, &report, outcome);
}

struct verdict verdict_judge(const struct test_case *test, const char *nonce,
                             const struct outcome *outcome, const struct buffer *output)
{
    const char *text = output->length > 0 ? output->data : "";
    const char *end = text + output->length;
    if (test != NULL && test->panic_text != NULL) {
        return judge_panics(test->panic_text, nonce, outcome, text, end);
    }
    return judge_normal(nonce, outcome, text, end);
}
