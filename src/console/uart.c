/* SPDX-License-Identifier: MIT */
/*
 * The console on the board's serial port.
 */
#include <rt/board.h>
#include <rt/console.h>

enum {
    PATIENCE_US = 1 << 20 /* About a second; one instruction loads it. */
};

/*
 * Nonzero if the port accepted or sent nothing within the timeout. Writes and drains then don't
 * wait until it accepts a byte, because a report of many lines would take minutes. A boot need not
 * clear this: it only matters for a port that accepts nothing.
 */
__attribute__((section(".noinit"))) static unsigned char is_stuck;

void rt_console_write(const char *text, size_t size)
{
    const struct hal_uart *const port = board_console;
    const char *const end = text + size;

    while (text != end) {
        const int sent =
            hal_uart_write(port, text, (size_t)(end - text), is_stuck != 0 ? 0 : PATIENCE_US);
        is_stuck = sent <= 0;
        if (sent <= 0) {
            break;
        }
        text += sent;
    }
}

void rt_console_drain(void)
{
    if (is_stuck == 0) {
        is_stuck = hal_uart_flush(board_console, PATIENCE_US) < 0;
    }
}
