/* SPDX-License-Identifier: MIT */
/* Firmware that makes one kind of call, CALL. It is linked, not run. */
#include <rt/board.h>

enum {
    WRITE,
    READ,
    IRQS,
    ERRORS,
    CONFIGURE,
    FORMAT,
    DEADLINE,
    CANCEL
};

int main(void)
{
    char byte = 0;
    struct hal_uart_errors errors = {0};
    const struct hal_uart_format format = {7, HAL_UART_PARITY_EVEN, 1};

    switch (CALL) {
    case READ:
        return hal_uart_read(board_console, &byte, 1, 0);
    case IRQS:
        hal_uart_enable_irqs(board_console, HAL_UART_IRQ_TX);
        break;
    case ERRORS:
        hal_uart_get_errors(board_console, &errors);
        break;
    case CONFIGURE:
        return hal_uart_configure(board_console, 9600);
    case FORMAT:
        return hal_uart_configure_format(board_console, 9600, &format);
    case DEADLINE:
        hal_timer_set_deadline(board_timer, 0);
        break;
    case CANCEL:
        hal_timer_cancel(board_timer);
        break;
    default:
        return hal_uart_write(board_console, &byte, 1, HAL_FOREVER) +
               hal_uart_flush(board_console, HAL_FOREVER);
    }
    return (int)errors.overruns;
}
