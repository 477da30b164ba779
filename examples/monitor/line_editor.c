/* SPDX-License-Identifier: MIT */
/*
 * The line editor of the monitor.
 */
#include "line_editor.h"

#include <stdio.h>
#include <string.h>

enum {
    CTRL_C = 0x03,
    CTRL_D = 0x04,
    BELL = 0x07,
    BACKSPACE = 0x08,
    CTRL_U = 0x15,
    ESCAPE = 0x1b,
    DELETE = 0x7f
};
enum {
    ESCAPE_NONE,
    ESCAPE_SEEN,
    ESCAPE_BRACKET
};

static void rub_out(size_t characters)
{
    while (characters-- > 0) {
        fputs("\b \b", stdout);
    }
}

static void show(struct line_editor *editor, const char *text)
{
    rub_out(editor->length);
    editor->length = strlen(text);
    memcpy(editor->text, text, editor->length + 1);
    fputs(text, stdout);
}

static void recall(struct line_editor *editor, int step)
{
    const int target = editor->recalled + step;

    if (target < 0 || target > editor->kept) {
        putchar(BELL);
        return;
    }
    editor->recalled = (unsigned char)target;
    show(editor, target == 0 ? "" : editor->history[target - 1]);
}

static void remember(struct line_editor *editor)
{
    if (editor->length == 0 ||
        (editor->kept > 0 && strcmp(editor->text, editor->history[0]) == 0)) {
        return;
    }
    memmove(editor->history[1], editor->history[0],
            sizeof(editor->history) - sizeof(editor->history[0]));
    memcpy(editor->history[0], editor->text, sizeof(editor->history[0]));
    if (editor->kept < HISTORY_LINES) {
        editor->kept++;
    }
}

static void insert(struct line_editor *editor, unsigned char byte)
{
    if (byte < ' ' || byte >= DELETE) {
        return;
    }
    if (editor->length == LINE_MAX) {
        editor->overflowed = true;
        putchar(BELL);
        return;
    }
    editor->text[editor->length++] = (char)byte;
    editor->text[editor->length] = '\0';
    putchar(byte);
}

/* The arrow keys send ESC [ A and ESC [ B. Other sequences are ignored up to their final byte. */
static void feed_escape(struct line_editor *editor, unsigned char byte)
{
    if (editor->escape == ESCAPE_SEEN) {
        editor->escape = byte == '[' || byte == 'O' ? ESCAPE_BRACKET : ESCAPE_NONE;
        return;
    }
    if (byte == 'A') {
        recall(editor, 1);
    } else if (byte == 'B') {
        recall(editor, -1);
    }
    if (byte < '0' || byte > '?') {
        editor->escape = ESCAPE_NONE;
    }
}

static enum line_event finish(struct line_editor *editor)
{
    putchar('\n');
    if (editor->overflowed) {
        show(editor, "");
        return LINE_TOO_LONG;
    }
    remember(editor);
    return LINE_DONE;
}

static enum line_event feed_control(struct line_editor *editor, unsigned char byte)
{
    switch (byte) {
    case '\r':
    case '\n':
        return finish(editor);
    case CTRL_C:
        fputs("^C\n", stdout);
        return LINE_CANCELLED;
    case CTRL_D:
        editor->ended = true;
        return finish(editor);
    case CTRL_U:
        show(editor, "");
        editor->overflowed = false;
        return LINE_MORE;
    case BACKSPACE:
    case DELETE:
        if (editor->length > 0) {
            rub_out(1);
            editor->text[--editor->length] = '\0';
        }
        return LINE_MORE;
    case ESCAPE:
        editor->escape = ESCAPE_SEEN;
        return LINE_MORE;
    default:
        insert(editor, byte);
        return LINE_MORE;
    }
}

void line_editor_begin(struct line_editor *editor)
{
    editor->text[0] = '\0';
    editor->length = 0;
    editor->overflowed = false;
    editor->escape = ESCAPE_NONE;
    editor->recalled = 0;
}

enum line_event line_editor_feed(struct line_editor *editor, unsigned char byte)
{
    const bool second_half = editor->after_return && byte == '\n';

    editor->after_return = byte == '\r';
    if (second_half) {
        return LINE_MORE;
    }
    if (editor->escape != ESCAPE_NONE && byte >= ' ') {
        feed_escape(editor, byte);
        return LINE_MORE;
    }
    return feed_control(editor, byte);
}
