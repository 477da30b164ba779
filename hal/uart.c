/* SPDX-License-Identifier: MIT */
#include <hal/uart.h>
#include <stdbool.h>

static bool is_parity(enum hal_uart_parity parity)
{
    return parity == HAL_UART_PARITY_NONE || parity == HAL_UART_PARITY_ODD ||
           parity == HAL_UART_PARITY_EVEN;
}

int hal_uart_configure_format(const struct hal_uart *uart, uint32_t baud,
                              const struct hal_uart_format *format)
{
    if (format->data_bits < 5 || format->data_bits > 8 || format->stop_bits < 1 ||
        format->stop_bits > 2 || !is_parity(format->parity)) {
        return HAL_ERR_INVALID;
    }
    HAL_LINK(hal_links_uart_configure);
    return uart->ops->configure(uart, baud, format);
}

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
