/* SPDX-License-Identifier: MIT */
/*
 * SiFive UART: the rate and the format. Firmware that never calls hal_uart_configure doesn't link
 * this file.
 */
#include <sifive_uart_internal.h>

enum {
    MIN_CLOCKS_PER_BIT = 16, /* the receiver takes 16 samples per bit */
};

int sifive_uart_configure(const struct hal_uart *uart, uint32_t baud,
                          const struct hal_uart_format *format)
{
    const struct sifive_uart *dev = sifive_uart_device(uart);
    const uint64_t clocks = baud != 0 ? ((uint64_t)dev->clock_hz + baud / 2) / baud : 0;
    if (clocks < MIN_CLOCKS_PER_BIT || clocks > SIFIVE_UART_MAX_DIV + 1) {
        return HAL_ERR_INVALID;
    }
    if (format != NULL && (format->data_bits != 8 || format->parity != HAL_UART_PARITY_NONE)) {
        return HAL_ERR_UNSUPPORTED;
    }
    /* With at least 16 clocks per bit, the error of the rate is always below 5 %. */
    const uint32_t achieved = (uint32_t)((dev->clock_hz + clocks / 2) / clocks);
    const bool two_stops = format != NULL && format->stop_bits == 2;
    return sifive_uart_program_line(dev, (uint32_t)clocks, two_stops ? SIFIVE_UART_2_STOP_BITS : 0)
               ? (int)achieved
               : HAL_ERR_ABSENT;
}
