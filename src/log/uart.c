/* SPDX-License-Identifier: MIT */
/*
 * LOG_TO console: records go to the board's serial port.
 */
#include "log.h"

enum {
    PATIENCE_US = 1000000
};

/* The port accepted nothing within that time, so later calls don't wait until it accepts some. */
static bool is_stuck;

static uint32_t patience_us(void)
{
    return is_stuck ? 0 : PATIENCE_US;
}

/* Sends all or nothing, unless the port stops in between. Interrupts are off from the first byte to
 * the last, so that a handler's text does not get between. Bytes that fit the FIFO
 * are written without waiting. */
static int send(const unsigned char *bytes, size_t size, volatile bool *is_sent)
{
    const unsigned long state = hal_critical_enter();
    int sent = hal_uart_write(board_console, bytes, size, 0);

    if (sent > 0 && (size_t)sent < size) {
        sent = hal_uart_write_all(board_console, bytes + sent, size - (size_t)sent, PATIENCE_US);
    }
    *is_sent = sent >= 0;
    hal_critical_exit(state);
    return sent;
}

bool rti_log_output(const void *bytes, size_t size, volatile bool *is_sent)
{
    int status;

    /* A handler may fill the FIFO between the flush and the next attempt. */
    do {
        status = send(bytes, size, is_sent);
    } while (status < 0 && hal_uart_flush(board_console, patience_us()) == HAL_OK);
    is_stuck = status < 0;
    return !is_stuck;
}
