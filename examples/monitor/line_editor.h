/* SPDX-License-Identifier: MIT */
/*
 * One line of input from a terminal: echo, backspace, Ctrl-U, Ctrl-C and a history on the arrow
 * keys. It sees bytes and gives bytes, so it runs anywhere.
 */
#ifndef LINE_EDITOR_H
#define LINE_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

enum {
    LINE_MAX = 79,
    HISTORY_LINES = 8
};

enum line_event {
    LINE_MORE,      /**< The line goes on. */
    LINE_DONE,      /**< A whole line is in text. */
    LINE_TOO_LONG,  /**< The line ended, but part of it did not fit; text is empty. */
    LINE_CANCELLED, /**< Ctrl-C: the line is dropped. */
};

struct line_editor {
    char text[LINE_MAX + 1]; /**< The line so far, ended by a NUL. */
    size_t length;
    bool overflowed;
    bool ended;             /**< Ctrl-D was seen: the line that just ended is the last one. */
    unsigned char escape;   /* How much of an escape sequence has been seen. */
    unsigned char recalled; /* How many lines back the arrow keys are; 0 is the new line. */
    unsigned char kept;     /* Lines in the history. */
    bool after_return;      /* The last byte was a CR: an LF now belongs to it. */
    char history[HISTORY_LINES][LINE_MAX + 1]; /* Newest first. */
};

/** Empties the line and keeps the history. Call it after every event but LINE_MORE. */
void line_editor_begin(struct line_editor *editor);

/**
 * Takes one byte of input and prints what the terminal should show for it. Bytes that mean nothing
 * are ignored.
 */
enum line_event line_editor_feed(struct line_editor *editor, unsigned char byte);

#endif
