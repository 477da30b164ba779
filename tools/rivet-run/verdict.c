/* SPDX-License-Identifier: MIT */
/*
 * The rules of a pass. The nonce is new in each run. A verdict therefore can't come from a test's
 * own text, from an earlier run or from memory that was not cleared.
 */
#include "verdict.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "panic.h"

enum mark {
    MARK_START,
    MARK_VERDICT,
};

/* A place in the output: in the text, and among the frames. */
struct place {
    const char *text;
    size_t frame;
};

/* A line "MARK nonce word text" of the output, or a frame of that kind "nonce word text". */
struct marked {
    const char *word;
    size_t word_length;
    const char *text;
    size_t text_length;
    struct place after;
};

static const char *end_of(const struct evidence *evidence)
{
    return evidence->text + evidence->length;
}

static const char *find_text(const char *text, const char *end, const char *wanted)
{
    return text < end ? find_bytes(text, (size_t)(end - text), wanted) : NULL;
}

/* Splits "word text". */
static void split(struct marked *found, const char *words, const char *stop)
{
    const char *space = words;
    while (space < stop && *space != ' ') {
        space++;
    }
    found->word = words;
    found->word_length = (size_t)(space - words);
    found->text = space < stop ? space + 1 : stop;
    found->text_length = (size_t)(stop - found->text);
}

static bool find_line(const struct evidence *evidence, struct place from, enum mark mark,
                      struct marked *found)
{
    static const char *const marks[] = {[MARK_START] = START_MARK, [MARK_VERDICT] = VERDICT_MARK};
    const char *end = end_of(evidence);
    char wanted[96];
    snprintf(wanted, sizeof(wanted), "%s %s ", marks[mark], evidence->nonce);
    const char *at = find_text(from.text, end, wanted);
    if (at == NULL) {
        return false;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    const char *stop = newline != NULL ? newline : end;
    found->after = (struct place){newline != NULL ? newline + 1 : end, 0};
    while (stop > at && stop[-1] == '\r') {
        stop--;
    }
    split(found, at + strlen(wanted), stop);
    return true;
}

static bool find_frame(const struct evidence *evidence, struct place from, enum mark mark,
                       struct marked *found)
{
    static const char kinds[] = {[MARK_START] = RT_FRAME_START, [MARK_VERDICT] = RT_FRAME_VERDICT};
    const struct channel *channel = evidence->channel;
    const struct channel_frame *frame = channel_find(channel, from.frame, kinds[mark]);
    size_t length = strlen(evidence->nonce);
    while (frame != NULL && (!begins_with(frame->payload, frame->length, evidence->nonce) ||
                             frame->payload[length] != ' ')) {
        from.frame = (size_t)(frame - channel->frames) + 1;
        frame = channel_find(channel, from.frame, kinds[mark]);
    }
    if (frame == NULL) {
        return false;
    }
    found->after =
        (struct place){evidence->text + frame->text_at, (size_t)(frame - channel->frames) + 1};
    split(found, frame->payload + length + 1, frame->payload + frame->length);
    return true;
}

static bool find_marked(const struct evidence *evidence, struct place from, enum mark mark,
                        struct marked *found)
{
    return evidence->channel != NULL ? find_frame(evidence, from, mark, found)
                                     : find_line(evidence, from, mark, found);
}

static bool word_is(const struct marked *line, const char *word)
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
static int status_of_word(const struct marked *line)
{
    if (word_is(line, "pass")) {
        return RUN_PASS;
    }
    if (word_is(line, "fail")) {
        return RUN_FAIL;
    }
    return word_is(line, "skip") ? RUN_SKIP : -1;
}

/* Whether there is output after the verdict, other than the frame with the exit status, and
 * questions of a board that has started over. */
static bool goes_on(const struct evidence *evidence, struct place after)
{
    const struct channel *channel = evidence->channel;
    if (!only_space(after.text, end_of(evidence))) {
        return true;
    }
    if (channel == NULL || after.frame == channel->count) {
        return false;
    }
    if (channel->frames[after.frame].kind != RT_FRAME_EXIT) {
        return true;
    }
    for (size_t i = after.frame + 1; i < channel->count; i++) {
        if (channel->frames[i].kind != RT_FRAME_READY) {
            return true;
        }
    }
    return false;
}

/* Whether the frame with the exit status, the last but for a question, disagrees with the machine.
 */
static bool reports_another_status(const struct evidence *evidence)
{
    const struct channel *channel = evidence->channel;
    if (channel == NULL || channel->count == 0) {
        return false;
    }
    const struct channel_frame *last = &channel->frames[channel->count - 1];
    while (last->kind == RT_FRAME_READY && last > channel->frames) {
        last--;
    }
    char *status = format_text("%d", evidence->outcome->status);
    bool differs = last->kind == RT_FRAME_EXIT &&
                   (last->length != strlen(status) || strcmp(last->payload, status) != 0);
    free(status);
    return differs;
}

/* How the run ended. Firmware that has sent its exit status runs on only if it could not end the
 * run: without semihosting, board_exit has to. */
static const char *end_text(const struct evidence *evidence)
{
    const struct channel *channel = evidence->channel;
    const char *text = outcome_text(evidence->outcome);
    if (evidence->outcome->end != SESSION_TIMEOUT || channel == NULL ||
        channel_find(channel, 0, RT_FRAME_EXIT) == NULL) {
        return text;
    }
    return format_text("%s: board_exit did not end the run, and without semihosting nothing else "
                       "can (docs/testing.md)",
                       text);
}

/* Checks a verdict: whether it is the only one and the last output, and the exit status agrees. */
static struct verdict judge_verdict(const struct evidence *evidence, const struct marked *line)
{
    const struct outcome *outcome = evidence->outcome;
    struct marked second;
    int status = status_of_word(line);
    int word = (int)line->word_length;
    if (status < 0) {
        return failed(
            format_text("its verdict '%.*s' is none of pass, fail, skip", word, line->word));
    }
    if (outcome->end != SESSION_EXITED) {
        return failed(format_text("its verdict was '%.*s', but then the firmware %s", word,
                                  line->word, end_text(evidence)));
    }
    if (find_marked(evidence, line->after, MARK_VERDICT, &second)) {
        return failed(format_text("it gave more than one verdict"));
    }
    if (goes_on(evidence, line->after)) {
        return failed(format_text("it went on printing after its verdict"));
    }
    if (outcome->status != status) {
        return failed(format_text("its verdict was '%.*s', but it exited with status %d", word,
                                  line->word, outcome->status));
    }
    if (reports_another_status(evidence)) {
        return failed(format_text("it reported another exit status than %d", outcome->status));
    }
    return (struct verdict){(enum run_status)status,
                            format_text("%.*s", (int)line->text_length, line->text)};
}

/* How the run ended; with the number of damaged frames, of which one may have been the verdict. */
static char *ending(const struct evidence *evidence)
{
    const char *text = end_text(evidence);
    unsigned damaged = evidence->channel != NULL ? evidence->channel->reader.damaged : 0;
    return damaged == 0 ? format_text("the firmware %s", text)
                        : format_text("the firmware %s (%u damaged frame%s)", text, damaged,
                                      damaged == 1 ? "" : "s");
}

static struct verdict judge_normal(const struct evidence *evidence)
{
    struct marked line;
    struct panic_report report;
    if (find_marked(evidence, (struct place){evidence->text, 0}, MARK_VERDICT, &line)) {
        return judge_verdict(evidence, &line);
    }
    if (panic_find(evidence->text, evidence->length, &report)) {
        return failed(format_text("it panicked; %s", ending(evidence)));
    }
    return failed(format_text("no verdict: %s", ending(evidence)));
}

static struct verdict judge_report(const char *wanted, const struct panic_report *report,
                                   const struct evidence *evidence)
{
    const struct outcome *outcome = evidence->outcome;
    if (!report->complete) {
        return failed(
            format_text("its panic report breaks off; the firmware %s", end_text(evidence)));
    }
    if (find_text(report->text, report->text + report->length, wanted) == NULL) {
        return failed(format_text("it panicked, but the report does not contain '%s'", wanted));
    }
    if (outcome->end != SESSION_EXITED) {
        return failed(
            format_text("it panicked as it should, but then the firmware %s", end_text(evidence)));
    }
    if (outcome->status != PANIC_STATUS) {
        return failed(format_text("it panicked as it should, but exited with status %d, not with a "
                                  "panic's %d",
                                  outcome->status, PANIC_STATUS));
    }
    if (reports_another_status(evidence)) {
        return failed(format_text("it panicked as it should, but reported another exit status "
                                  "than %d",
                                  outcome->status));
    }
    return (struct verdict){RUN_PASS, format_text("panicked as it should: '%s'", wanted)};
}

/* Whether the firmware has asked once more before its exit, without having announced a restart.
 * Without an order it runs all its cases, of which another one may panic. */
static bool restarted(const struct evidence *evidence, size_t from)
{
    const struct channel *channel = evidence->channel;
    bool announced = false;
    for (size_t i = from; channel != NULL && i < channel->count; i++) {
        const char kind = channel->frames[i].kind;
        if (kind == RT_FRAME_EXIT) {
            return false;
        }
        if (kind == RT_FRAME_READY && !announced) {
            return true;
        }
        announced = kind == RT_FRAME_AGAIN || (announced && kind != RT_FRAME_START);
    }
    return false;
}

static struct verdict judge_panics(const char *wanted, const struct evidence *evidence)
{
    struct place beginning = {evidence->text, 0};
    struct marked line;
    struct panic_report report;
    if (find_marked(evidence, beginning, MARK_VERDICT, &line)) {
        struct verdict verdict = judge_verdict(evidence, &line);
        if (verdict.status == RUN_PASS) {
            return failed(format_text("it was to panic with '%s', but did not", wanted));
        }
        return verdict;
    }
    if (!find_marked(evidence, beginning, MARK_START, &line)) {
        return failed(format_text("the case did not begin: %s", ending(evidence)));
    }
    if (restarted(evidence, line.after.frame)) {
        return failed(format_text("it restarted without having announced it"));
    }
    const char *rest = line.after.text;
    if (!panic_find(rest, (size_t)(end_of(evidence) - rest), &report)) {
        return failed(format_text("it was to panic with '%s', but there is no report; %s", wanted,
                                  ending(evidence)));
    }
    return judge_report(wanted, &report, evidence);
}

struct verdict verdict_judge(const struct test_case *test, const struct evidence *evidence)
{
    if (evidence->channel != NULL && evidence->channel->complaint != NULL) {
        return failed(format_text("%s", evidence->channel->complaint));
    }
    if (test != NULL && test->panic_text != NULL) {
        return judge_panics(test->panic_text, evidence);
    }
    return judge_normal(evidence);
}
