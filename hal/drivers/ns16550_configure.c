/* SPDX-License-Identifier: MIT */
/*
 * NS16550A: the rate and the format. Firmware that never calls hal_uart_configure doesn't link this
 * file.
 */
#include <ns16550_internal.h>

enum {
    CLOCKS_PER_BIT = 16,
    MAX_DIVISOR = 0xffff,
};

/* Uses 32 bits because a 64-bit division is slow on RV32. */
static uint32_t divide_to_nearest(uint32_t dividend, uint32_t divisor)
{
    const uint32_t rest = dividend % divisor;
    return dividend / divisor + (rest >= divisor - rest);
}

/* Returns the divisor nearest to @p baud, or 0 if there is none. */
static uint32_t divisor_for(uint32_t clock_hz, uint32_t baud)
{
    if (baud == 0 || baud > UINT32_MAX / CLOCKS_PER_BIT) {
        return 0;
    }
    const uint32_t divisor = divide_to_nearest(clock_hz, baud * CLOCKS_PER_BIT);
    return divisor <= MAX_DIVISOR ? divisor : 0;
}

static bool within_5_percent(uint32_t achieved, uint32_t asked)
{
    const uint32_t off = achieved > asked ? achieved - asked : asked - achieved;
    return off <= asked / 20;
}

static unsigned line_control_of(const struct hal_uart_format *format)
{
    static_assert(HAL_UART_PARITY_EVEN * NS16550_LCR_PARITY ==
                      (NS16550_LCR_PARITY | NS16550_LCR_EVEN),
                  "the parity has the bits of the register");
    return format->data_bits - 5U + (format->stop_bits - 1U) * NS16550_LCR_2_STOP_BITS +
           format->parity * NS16550_LCR_PARITY;
}

static int program(const struct ns16550 *port, uint32_t divisor, unsigned lcr)
{
    /* A copy, so that the compiler need not reload it after register writes. */
    const struct ns16550 copy = *port;
    return ns16550_program_line(&copy, divisor, lcr) ? HAL_OK : HAL_ERR_ABSENT;
}

int ns16550_configure(const struct hal_uart *uart, uint32_t baud,
                      const struct hal_uart_format *format)
{
    const struct ns16550 *dev = ns16550_device(uart);
    const uint32_t divisor = divisor_for(dev->clock_hz, baud);
    if (divisor == 0) {
        return HAL_ERR_INVALID;
    }
    const uint32_t achieved = divide_to_nearest(dev->clock_hz, divisor * CLOCKS_PER_BIT);
    if (!within_5_percent(achieved, baud)) {
        return HAL_ERR_INVALID;
    }
    const unsigned lcr = format != NULL ? line_control_of(format) : NS16550_LCR_8N1;
    if ((lcr & NS16550_LCR_WIDTH_AND_STOP) == NS16550_LCR_2_STOP_BITS) {
        return HAL_ERR_UNSUPPORTED;
    }
    dev->state->errors = (struct hal_uart_errors){0};
    const int status = program(dev, divisor, lcr);
    return status < 0 ? status : (int)achieved;
}
