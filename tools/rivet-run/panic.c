/* SPDX-License-Identifier: MIT */
/*
 * The report's format is plain text, see panic.h. A code address is a hex number of 8 or 16 digits
 * that is in a section with code.
 */
#include "panic.h"

#include "json_lines.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "symboliser.h"

static const char *end_of_line(const char *text, const char *end)
{
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    return newline != NULL ? newline + 1 : end;
}

/* The mark counts only at the beginning of a line; elsewhere it is ordinary text. */
static const char *find_begin(const char *text, const char *end)
{
    const char *at = text;
    while (at < end && (at = find_bytes(at, (size_t)(end - at), PANIC_BEGIN)) != NULL) {
        if (at == text || at[-1] == '\n' || at[-1] == '\r') {
            return at;
        }
        at++;
    }
    return NULL;
}

bool panic_find(const char *text, size_t length, struct panic_report *report)
{
    const char *end = text + length;
    const char *begin = find_begin(text, end);
    if (begin == NULL) {
        return false;
    }
    *report = (struct panic_report){.text = begin, .length = (size_t)(end - begin)};
    const char *last = begin;
    while ((last = find_bytes(last, (size_t)(end - last), PANIC_END)) != NULL) {
        last = end_of_line(last, end);
        report->complete = true;
        report->length = (size_t)(last - begin);
    }
    return true;
}

/* Reads a hex number in a line; returns its end, or NULL if there is no more. */
static const char *next_number(const char **at, const char *end, uint64_t *value)
{
    for (const char *text = *at; text + 10 <= end; text++) {
        if (text[0] != '0' || text[1] != 'x') {
            continue;
        }
        const char *digits = text + 2;
        const char *stop = digits;
        while (stop < end && isxdigit((unsigned char)*stop)) {
            stop++;
        }
        if (stop - digits == 8 || stop - digits == 16) {
            *value = strtoull(digits, NULL, 16);
            *at = text;
            return stop;
        }
        text = stop - 1;
    }
    return NULL;
}

/*
 * A return address belongs to the instruction before it. This matters if a call is the last
 * instruction of a function or line. Such addresses are in lines of a backtrace ("#1 ...") and
 * after the words "ra" and "caller".
 */
static bool is_return_address(const char *line, const char *number)
{
    while (line < number && *line == ' ') {
        line++;
    }
    if (*line == '#') {
        return strtoul(line + 1, NULL, 10) > 0;
    }
    const char *name = number;
    while (name > line && (name[-1] == ' ' || name[-1] == '=' || name[-1] == ':')) {
        name--;
    }
    const char *begin = name;
    while (begin > line && isalnum((unsigned char)begin[-1])) {
        begin--;
    }
    size_t length = (size_t)(name - begin);
    return (length == 2 && memcmp(begin, "ra", 2) == 0) ||
           (length == 6 && memcmp(begin, "caller", 6) == 0);
}

static void collect_line(const struct elf_file *elf, struct symboliser *symbols, const char *line,
                         const char *end)
{
    uint64_t value;
    const char *at = line;
    for (const char *next; (next = next_number(&at, end, &value)) != NULL; at = next) {
        if (elf_is_code(elf, value)) {
            symboliser_want(symbols, value, is_return_address(line, at));
        }
    }
}

static unsigned count_numbers(const char *line, const char *end)
{
    unsigned count = 0;
    uint64_t value;
    for (const char *next; (next = next_number(&line, end, &value)) != NULL; line = next) {
        count++;
    }
    return count;
}

/* Prints the line, then the places of its addresses: on the same line if there is only one. */
static void print_line(const struct symboliser *symbols, const char *line, const char *end,
                       struct buffer *out)
{
    const char *text_end = end;
    while (text_end > line && (text_end[-1] == '\n' || text_end[-1] == '\r')) {
        text_end--;
    }
    bool alone = count_numbers(line, end) == 1;
    buffer_add(out, line, (size_t)(text_end - line));
    uint64_t value;
    const char *at = line;
    for (const char *next; (next = next_number(&at, end, &value)) != NULL; at = next) {
        const char *place = symboliser_place(symbols, value, is_return_address(line, at));
        if (place == NULL) {
            continue;
        }
        if (!alone) {
            buffer_format(out, "\n      %.*s", (int)(next - at), at);
        }
        buffer_format(out, "  %s", place);
    }
    buffer_add(out, "\n", 1);
}

/* The number of digits in the line "build <hex>", or 0. */
static size_t reported_build_id(const char *text, size_t length, const char **digits)
{
    const char *end = text + length;
    for (const char *line = text; line < end; line = end_of_line(line, end)) {
        const char *at = line + strspn(line, " ");
        if (!begins_with(at, (size_t)(end - at), "build")) {
            continue;
        }
        at += strlen("build");
        /* "-id" must be a word, because an id may begin with a d. */
        at += begins_with(at, (size_t)(end - at), "-id") ? strlen("-id") : 0;
        at += strspn(at, ": ");
        size_t count = strspn(at, "0123456789abcdef");
        if (count >= 16) {
            *digits = at;
            return count;
        }
    }
    return 0;
}

static bool build_matches(const struct elf_file *elf, const char *text, size_t length,
                          struct buffer *complaint)
{
    const char *digits = NULL;
    size_t count = reported_build_id(text, length, &digits);
    char own[65];
    elf_build_id(elf, own);
    if (count == 0 || (own[0] != '\0' && strlen(own) >= count && memcmp(own, digits, count) == 0)) {
        return true;
    }
    buffer_format(complaint,
                  "(not symbolised: the report is of build %.*s, but '%s' is build %s)\n",
                  (int)count, digits, elf->path, own[0] != '\0' ? own : "without build-id");
    return false;
}

void panic_annotate(const struct elf_file *elf, const char *text, size_t length, struct buffer *out)
{
    struct symboliser symbols = {0};
    struct buffer copy = {0}; /* NUL-terminated, which the text need not be */
    buffer_add(&copy, text, length);
    const char *begin = copy.data;
    const char *end = begin + copy.length;
    struct buffer complaint = {0};
    if (build_matches(elf, begin, length, &complaint)) {
        for (const char *line = begin; line < end; line = end_of_line(line, end)) {
            collect_line(elf, &symbols, line, end_of_line(line, end));
        }
        symboliser_run(&symbols, elf, &complaint);
    }
    for (const char *line = begin; line < end; line = end_of_line(line, end)) {
        print_line(&symbols, line, end_of_line(line, end), out);
    }
    if (complaint.length > 0) {
        buffer_add(out, complaint.data, complaint.length);
    }
    buffer_free(&complaint);
    symboliser_free(&symbols);
    buffer_free(&copy);
}

static void put(const struct panic_filter *filter, const char *data, size_t length)
{
    if (filter->json != NULL) {
        json_lines_feed(filter->json, data, length);
    } else {
        write_output(filter->output, data, length);
    }
}

static void filter_release(struct panic_filter *filter)
{
    struct buffer out = {0};
    panic_annotate(filter->elf, filter->held.data, filter->held.length, &out);
    put(filter, out.data, out.length);
    buffer_clear(&filter->held);
    buffer_free(&out);
}

static bool line_has(const struct buffer *line, const char *text)
{
    return find_bytes(line->data, line->length, text) != NULL;
}

static bool line_begins_with(const struct buffer *line, const char *text)
{
    size_t skipped = line->data[0] == '\r';
    return begins_with(line->data + skipped, line->length - skipped, text);
}

/* No report is longer than this. Longer text is not a report and is printed. */
#define LARGEST_REPORT 16384

static bool begins_report(const struct panic_filter *filter, const char *mark)
{
    return filter->is_saved ? line_has(&filter->line, mark) : line_begins_with(&filter->line, mark);
}

/* Handles a complete line; outside a report its bytes are already printed. */
static void filter_line(struct panic_filter *filter)
{
    if (filter->in_report) {
        buffer_add(&filter->held, filter->line.data, filter->line.length);
        if (line_has(&filter->line, PANIC_END) || line_has(&filter->line, FAULT_END) ||
            filter->held.length > LARGEST_REPORT) {
            filter->in_report = false;
            filter_release(filter);
        }
    } else if (begins_report(filter, PANIC_BEGIN) || begins_report(filter, FAULT_BEGIN)) {
        filter->in_report = true;
    }
    buffer_clear(&filter->line);
}

/* No report has lines this long. At most this much of a line outside a report is kept. */
#define LONGEST_LINE 4096

void panic_filter_feed(void *context, const char *data, size_t length)
{
    struct panic_filter *filter = context;
    while (length > 0) {
        const char *next = end_of_line(data, data + length);
        size_t piece = (size_t)(next - data);
        if (!filter->in_report) {
            put(filter, data, piece);
        }
        if (filter->in_report || filter->line.length <= LONGEST_LINE) {
            buffer_add(&filter->line, data, piece);
        }
        if (next[-1] == '\n' || (filter->in_report && filter->line.length > LONGEST_LINE)) {
            filter_line(filter);
        }
        data = next;
        length -= piece;
    }
}

void panic_filter_flush(void *context)
{
    struct panic_filter *filter = context;
    if (!filter->in_report) {
        return;
    }
    buffer_add(&filter->held, filter->line.data, filter->line.length);
    buffer_clear(&filter->line);
    if (filter->held.length > 0) {
        filter_release(filter);
    }
    filter->in_report = false;
}
