/* SPDX-License-Identifier: MIT */
/*
 * Sends back 64 KiB as they arrive, by interrupts and rings of TERMINAL_RING bytes. uart_echo.py is
 * at the other end.
 */
#include "terminal.h"
#include <rt/panic.h>

enum {
    SIZE = 64 * 1024,
    PATIENCE_US = 10000000,
};

static void write_all(const uint8_t *data, int size)
{
    for (int done = 0; done < size;) {
        const int sent =
            hal_uart_write(&terminal.uart, data + done, (size_t)(size - done), PATIENCE_US);
        if (sent <= 0) {
            rt_panic("writing: %d", sent);
        }
        done += sent;
    }
}

int main(void)
{
    uint8_t part[100];
    if (!terminal_begin()) {
        rt_panic("the port could not be set up");
    }
    write_all((const uint8_t *)"ready\n", 6);
    for (int total = 0; total < SIZE;) {
        const size_t left = (size_t)(SIZE - total);
        const size_t size = left < sizeof(part) ? left : sizeof(part);
        const int got = hal_uart_read(&terminal.uart, part, size, PATIENCE_US);
        if (got <= 0) {
            rt_panic("reading: %d after %d bytes", got, total);
        }
        write_all(part, got);
        total += got;
    }
    struct hal_uart_errors errors;
    hal_uart_get_errors(&terminal.uart, &errors);
    return hal_uart_flush(&terminal.uart, PATIENCE_US) < 0 || errors.overruns != 0;
}
