/* SPDX-License-Identifier: MIT */
/*
 * OpenTitan UART: the rate and the format. Firmware that never calls hal_uart_configure doesn't
 * link this file.
 */
#include <opentitan_uart_internal.h>

enum {
    RATE_BITS = 20, /* a step of 1 is this power of two below the clock */
};

int opentitan_uart_configure(const struct hal_uart *uart, uint32_t baud,
                             const struct hal_uart_format *format)
{
    const struct opentitan_uart *const dev = opentitan_uart_device(uart);
    const uint64_t step = OPENTITAN_UART_STEP(dev->clock_hz, baud);
    const uint64_t achieved =
        ((uint64_t)dev->clock_hz * step + (1U << (RATE_BITS - 1))) >> RATE_BITS;
    if (step == 0 || step > UINT16_MAX || achieved * 20 < baud * 19ULL ||
        achieved * 20 > baud * 21ULL) {
        return HAL_ERR_INVALID;
    }
    uint32_t parity = 0;
    if (format != NULL) {
        if (format->data_bits != 8 || format->stop_bits != 1) {
            return HAL_ERR_UNSUPPORTED;
        }
        parity |= format->parity != HAL_UART_PARITY_NONE ? OPENTITAN_UART_PARITY_ENABLE : 0;
        parity |= format->parity == HAL_UART_PARITY_ODD ? OPENTITAN_UART_PARITY_ODD : 0;
    }
    reg_write(&opentitan_uart_regs_of(dev)->fifo_ctrl, OPENTITAN_UART_TX_RESET);
    if (!opentitan_uart_program_line(dev, (uint32_t)step, parity)) {
        return HAL_ERR_ABSENT;
    }
    dev->state->errors = (struct hal_uart_errors){0};
    return (int)achieved;
}
