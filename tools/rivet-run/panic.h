/* SPDX-License-Identifier: MIT */
/*
 * Finds panic reports in a firmware's output and adds function and source line to their code
 * addresses. The tool that reads debug information is started once for each report.
 */
#ifndef RIVET_RUN_PANIC_H
#define RIVET_RUN_PANIC_H

#include "elf/common.h"
#include "elf/elf_file.h"

#define PANIC_BEGIN "*** PANIC:"
#define PANIC_END   "*** END OF PANIC"

/** RT_PANIC_STATUS of rt/panic.h: only a panic ends with it, unless a case does so on purpose. */
#define PANIC_STATUS 134

/** The report of a program in a lower mode (rt/program_image.h): the firmware goes on. */
#define FAULT_BEGIN "*** FAULT:"
#define FAULT_END   "*** END OF FAULT"

/** A report inside a text: from its first line to its last one, inclusive. */
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
 * A filter for a stream. Text passes immediately. A report is held back until it is complete or
 * exceeds the maximum size, and is then printed with its source lines.
 */
struct panic_filter {
    const struct elf_file *elf;
    int output;
    struct json_lines *json; /* gets the output instead; NULL if there is none */
    struct buffer line;      /* the line that is being received */
    struct buffer held;      /* lines of a report */
    bool in_report;
    bool is_saved; /* a log: its lines may have a prefix such as the time */
};

void panic_filter_feed(void *filter, const char *data, size_t length);

/** Prints what is held back: at the end, or when the output pauses inside a report. */
void panic_filter_flush(void *filter);

#endif
