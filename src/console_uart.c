/* SPDX-License-Identifier: MIT */
/*
 * The console on the board's serial port.
 */
#include <rt/board.h>
#include <rt/console.h>

#include <stdbool.h>

enum {
    PATIENCE_US = 1000000
};

/* The port took nothing for all our patience: until it does it is not waited for again, or a report
 * of many lines would take minutes. */
static bool stuck;

static __attribute__((noinline)) void write_rest(const char *text, size_t size)
{
    while (size > 0) {
        const int sent = hal_uart_write(board_console, text, size, PATIENCE_US);
        if (sent <= 0) {
            stuck = true;
            return;
        }
        text += sent;
        size -= (size_t)sent;
    }
}

/* Most ports take it all at once. */
void rt_console_write(const char *text, size_t size)
{
    const int sent = hal_uart_write(board_console, text, size, stuck ? 0 : PATIENCE_US);

    stuck = sent < 0;
    if (sent > 0 && (size_t)sent != size) {
        write_rest(text + sent, size - (size_t)sent);
    }
}

void rt_console_drain(void)
{
    (void)!hal_uart_flush(board_console, PATIENCE_US);
}

int rt_console_read(void)
{
    unsigned char byte;

    return hal_uart_read(board_console, &byte, 1, HAL_FOREVER) == 1 ? byte : -1;
}
