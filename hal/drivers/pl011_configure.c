/* SPDX-License-Identifier: MIT */
/* PL011: the rate and the format. Firmware that never calls hal_uart_configure doesn't link this
 * file. */
#include <pl011_internal.h>

enum {
    MIN_DIVISOR = 64,
    MAX_DIVISOR = 64 * 65535,
};

static uint32_t format_bits(const struct hal_uart_format *format)
{
    static_assert(HAL_UART_PARITY_EVEN * PL011_LCR_PARITY == (3 << 1),
                  "the parity has the bits of the register");
    return PL011_LCR_FIFOS | (format->data_bits - 5U) << PL011_LCR_DATA_BITS |
           (format->stop_bits - 1U) * PL011_LCR_2_STOP_BITS | format->parity * PL011_LCR_PARITY;
}

/* A bit has 16 clocks of the divided clock, and the divisor counts 64ths. */
int pl011_configure(const struct hal_uart *uart, uint32_t baud,
                    const struct hal_uart_format *format)
{
    const struct pl011 *const dev = pl011_device(uart);
    const uint64_t clocks = 4 * (uint64_t)dev->clock_hz;
    const uint64_t divisor = baud != 0 ? (clocks + baud / 2) / baud : 0;
    if (divisor < MIN_DIVISOR || divisor > MAX_DIVISOR) {
        return HAL_ERR_INVALID;
    }
    dev->state->errors = (struct hal_uart_errors){0};
    const uint32_t line = format != NULL ? format_bits(format) : (uint32_t)PL011_LCR_8N1;
    return pl011_program_line(dev, (uint32_t)divisor, line)
               ? (int)((clocks + divisor / 2) / divisor)
               : HAL_ERR_ABSENT;
}
