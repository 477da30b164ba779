/* SPDX-License-Identifier: MIT */
/*
 * Finds panic reports in the output of a firmware and adds the function and the source line to the
 * code addresses in them. The tool that knows about debug information is started once a report.
 */
#ifndef RIVET_RUN_PANIC_H
#define RIVET_RUN_PANIC_H

#include "elf/common.h"
#include "elf/elf_file.h"

#define PANIC_BEGIN "*** PANIC:"
#define PANIC_END   "*** END OF PANIC"

/** A report inside a text: from its first line up to and with its last one. */
struct panic_report {
    const char *text;
    size_t length;
    bool complete; /**< its last line is there */
};

/** Finds the first report, which begins a line; nested ones belong to it. */
bool panic_find(const char *text, size_t length, struct panic_report *report);

/** Appends @p length bytes of a report to @p out, each code address with its source line. */
void panic_annotate(const struct elf_file *elf, const char *text, size_t length,
                    struct buffer *out);

/**
 * A filter for a stream: everything passes at once, except that a report is held back until it is
 * complete, or larger than any, and comes out annotated.
 */
struct panic_filter {
    const struct elf_file *elf;
    int output;
    struct buffer line; /* the line that is being received */
    struct buffer held; /* lines of a report */
    bool in_report;
    bool is_saved; /* a log, whose lines may begin with something else, such as the time */
};

void panic_filter_feed(void *filter, const char *data, size_t length);

/** Lets out what is held back: at the end, or when the output pauses inside a report. */
void panic_filter_flush(void *filter);

#endif
