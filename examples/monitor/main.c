/* SPDX-License-Identifier: MIT */
/*
 * A small shell on the serial port to inspect a running machine.
 */
#include "commands.h"
#include "line_editor.h"

#include <rt/board.h>

#include <stdio.h>

static const char prompt[] = "> ";

int main(void)
{
    static struct line_editor editor;

    printf("Rivet monitor on %s. Type help for the commands.\n%s", board_name, prompt);
    line_editor_begin(&editor);
    while (!editor.ended) {
        const enum line_event event = line_editor_feed(&editor, (unsigned char)getchar());
        if (event == LINE_MORE) {
            continue;
        }
        if (event == LINE_TOO_LONG) {
            printf("a line has at most %d characters: nothing was done\n", LINE_MAX);
        } else if (event != LINE_CANCELLED) {
            commands_run(editor.text);
        }
        line_editor_begin(&editor);
        fputs(prompt, stdout);
    }
    putchar('\n');
    return 0;
}
