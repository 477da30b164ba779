/* SPDX-License-Identifier: MIT */
/*
 * Shows the log records in a firmware's output as lines of text:
 *
 *        0.001234 INFO  main: 3 packets from eth0 (net.c:57)
 *
 * Records that were lost, in the ring or on the way, are shown as a line with their number.
 */
#ifndef RIVET_RUN_LOG_FILTER_H
#define RIVET_RUN_LOG_FILTER_H

#include "log_site.h"
#include "log_wire.h"

/** How many lines a failing test shows. */
enum {
    LOG_TAIL = 20
};

/** How lines are shown. */
enum log_style {
    LOG_PLAIN,
    LOG_COLOURED, /**< By level, for a terminal. */
    LOG_JSON,     /**< An object for each record, after JSON_MARK; see json_lines.h. */
};

/** What is known of records of one origin. */
struct log_origin {
    bool is_known;
    uint32_t next;      /**< The number of the next record. */
    uint32_t time_high; /**< The high word of its time. */
};

/** The last lines of records. */
struct log_tail {
    char *lines[LOG_TAIL];
    size_t count; /**< Of all lines; number n is in place n % LOG_TAIL. */
};

struct log_filter {
    struct log_sites sites;
    bool is_on; /**< The firmware logs. */
    enum log_style style;
    void (*sink)(void *context, const char *data, size_t length);
    void *context;
    struct log_tail *tail; /**< Gets the lines of records too, or NULL. */

    struct log_wire wire;
    struct log_origin origins[2 * (RTI_LOG_ORIGIN_HART + 1)]; /**< Of this run, of earlier ones. */
    bool is_in_line; /**< The text so far does not end in a newline. */
    bool complained; /**< About another build. */
};

/** Prepares a filter that gives its output to @p sink. Passes text on unchanged if the firmware
 * does not log. */
void log_filter_start(struct log_filter *filter, const struct elf_file *elf, enum log_style style,
                      void (*sink)(void *context, const char *data, size_t length), void *context);

/** Takes output of the firmware. */
void log_filter_feed(void *filter, const char *data, size_t length);

/** Call at the end of the output: the beginning of a record becomes text. */
void log_filter_finish(struct log_filter *filter);

#endif
