/* SPDX-License-Identifier: MIT */
#include "terminal.h"

#include <fcntl.h>
#include <stdbool.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static bool is_saved;
static int saved_flags = -1;

void terminal_save(void)
{
    is_saved = tcgetattr(STDIN_FILENO, &saved) == 0;
    saved_flags = fcntl(STDIN_FILENO, F_GETFL);
}

void terminal_restore(void)
{
    if (is_saved) {
        tcsetattr(STDIN_FILENO, TCSANOW, &saved);
    }
    if (saved_flags >= 0) {
        fcntl(STDIN_FILENO, F_SETFL, saved_flags);
    }
}

void terminal_send_newlines(void)
{
    struct termios settings;
    if (tcgetattr(STDIN_FILENO, &settings) == 0) {
        settings.c_iflag |= ICRNL;
        tcsetattr(STDIN_FILENO, TCSANOW, &settings);
    }
}
