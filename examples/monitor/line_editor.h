/* SPDX-License-Identifier: MIT */
/*
 * Edits one line of input from a terminal: echo, backspace, Ctrl-U, Ctrl-C, and a history on the
 * arrow keys. It processes bytes only, so it works on any console.
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
    LINE_MORE,      /**< The line is not complete. */
    LINE_DONE,      /**< A whole line is in text. */
    LINE_TOO_LONG,  /**< The line ended, but part of it did not fit; text is empty. */
    LINE_CANCELLED, /**< Ctrl-C: the line is discarded. */
};

struct line_editor {
    char text[LINE_MAX + 1]; /**< The line so far, terminated by a NUL. */
    size_t length;
    bool overflowed;
    bool ended;             /**< Ctrl-D was received: the line that just ended is the last one. */
    unsigned char escape;   /* The progress within an escape sequence. */
    unsigned char recalled; /* How many lines back the recalled one is; 0 is the new line. */
    unsigned char kept;     /* Lines in the history. */
    bool after_return;      /* The last byte was a CR: an LF now belongs to it. */
    char history[HISTORY_LINES][LINE_MAX + 1]; /* Newest first. */
};

/** Empties the line and keeps the history. Call it after every event except LINE_MORE. */
void line_editor_begin(struct line_editor *editor);

/**
 * Processes one byte of input and prints its effect on the terminal. Ignores bytes without a
 * meaning.
 */
enum line_event line_editor_feed(struct line_editor *editor, unsigned char byte);

#endif
