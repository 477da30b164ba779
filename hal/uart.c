/* SPDX-License-Identifier: MIT */
#include <hal/uart.h>

int hal_uart_write_all(const struct hal_uart *uart, const void *data, size_t size,
                       uint32_t timeout_us)
{
    const char *next = data;

    while (size != 0) {
        const int sent = hal_uart_write(uart, next, size, timeout_us);
        if (sent < 0) {
            return sent;
        }
        next += sent;
        size -= (size_t)sent;
    }
    return HAL_OK;
}
