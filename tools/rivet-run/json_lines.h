/* SPDX-License-Identifier: MIT */
/*
 * Makes JSON lines of the output: the last step. Lines that begin with JSON_MARK are objects
 * already; any other line becomes an object with the member "console".
 */
#ifndef RIVET_RUN_JSON_LINES_H
#define RIVET_RUN_JSON_LINES_H

#include "elf/common.h"

/* Long enough that neither a line of the firmware nor noise on the wire begins with it. */
#define JSON_MARK "\001rivet-json\002"

struct json_lines {
    int output;
    struct buffer line; /* the line that is being received */
};

void json_lines_feed(struct json_lines *lines, const char *data, size_t length);

/** Call at the end: writes an unfinished line. */
void json_lines_finish(struct json_lines *lines);

/** Appends a member to an object, which begins with '{'. Bytes that are no UTF-8 are escaped as
 * Latin-1. */
void json_add_string(const char *name, const char *data, size_t length, struct buffer *object);
void json_add_number(const char *name, double value, unsigned digits, struct buffer *object);

#endif
