/* SPDX-License-Identifier: MIT */
/* The contract of <hal/uart.h>, without a communication partner. */
#include "contract.h"

/* Each format is set, or refused without a change, and one outside the ranges is no format. */
static const char *formats(const struct hal_uart *uart, uint32_t baud)
{
    static const struct hal_uart_format none[] = {
        {4, HAL_UART_PARITY_NONE, 1}, {9, HAL_UART_PARITY_NONE, 1},    {8, HAL_UART_PARITY_NONE, 0},
        {8, HAL_UART_PARITY_NONE, 3}, {8, (enum hal_uart_parity)2, 1},
    };
    for (unsigned i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
        CONTRACT_REFUSED(hal_uart_configure_format(uart, baud, &none[i]));
    }
    static const enum hal_uart_parity parities[] = {HAL_UART_PARITY_NONE, HAL_UART_PARITY_ODD,
                                                    HAL_UART_PARITY_EVEN};
    for (unsigned i = 0; i < 4 * 3 * 2; i++) {
        const struct hal_uart_format format = {(uint8_t)(5 + i % 4), parities[i / 8],
                                               (uint8_t)(1 + i / 4 % 2)};
        const unsigned long touches = contract_touches;
        const int status = hal_uart_configure_format(uart, baud, &format);
        CONTRACT(status > 0 || (status == HAL_ERR_UNSUPPORTED && contract_touches == touches));
    }
    return NULL;
}

const char *contract_uart(const struct hal_uart *uart, uint32_t baud)
{
    static const char text[] = "contract\r\n";
    struct hal_uart_errors errors;
    char byte;
    const int achieved = hal_uart_configure(uart, baud);
    CONTRACT(achieved > 0);
    CONTRACT((uint32_t)achieved * 20ULL >= baud * 19ULL);
    CONTRACT((uint32_t)achieved * 20ULL <= baud * 21ULL);
    CONTRACT_REFUSED(hal_uart_configure(uart, 0));
    CONTRACT_REFUSED(hal_uart_configure(uart, UINT32_MAX));
    const char *const broken = formats(uart, baud);
    if (broken != NULL) {
        return broken;
    }
    CONTRACT(hal_uart_configure(uart, baud) == achieved);
    hal_uart_get_errors(uart, &errors);
    CONTRACT((errors.overruns | errors.framing | errors.parity | errors.breaks) == 0);
    CONTRACT(hal_uart_write(uart, text, 0, 0) == 0);
    CONTRACT(hal_uart_read(uart, &byte, 0, HAL_FOREVER) == 0);
    CONTRACT(hal_uart_read(uart, &byte, 1, 0) == HAL_ERR_TIMEOUT);
    CONTRACT(hal_uart_read(uart, &byte, 1, 1000) == HAL_ERR_TIMEOUT);
    size_t sent = 0;
    while (sent < sizeof(text) - 1) {
        const int n = hal_uart_write(uart, text + sent, sizeof(text) - 1 - sent, 1000000);
        CONTRACT(n > 0 && (size_t)n <= sizeof(text) - 1 - sent);
        sent += (size_t)n;
    }
    CONTRACT(hal_uart_flush(uart, 1000000) == HAL_OK);
    CONTRACT(hal_uart_flush(uart, 0) == HAL_OK);
    return NULL;
}
