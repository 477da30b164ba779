/* SPDX-License-Identifier: MIT */
/*
 * SiFive UART: reading and interrupts. Firmware that only writes doesn't link this file.
 */
#include <limits.h>
#include <sifive_uart_internal.h>

#define RXDATA_EMPTY 0x80000000U

int sifive_uart_read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    const struct sifive_uart *dev = sifive_uart_device(uart);
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    uint8_t *to = (uint8_t *)data;
    uint8_t *end = to + (size < INT_MAX ? size : INT_MAX);
    while (to != end) {
        const uint32_t value = reg_read(&sifive_uart_regs_of(dev)->rxdata);
        if ((value & RXDATA_EMPTY) == 0) {
            *to++ = (uint8_t)value;
        } else if (to != data || hal_deadline_passed(&deadline)) {
            break;
        }
    }
    const int got = (int)(to - (uint8_t *)data);
    return got == 0 && size != 0 ? HAL_ERR_TIMEOUT : got;
}

void sifive_uart_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    (void)uart;
    *errors = (struct hal_uart_errors){0};
}

void sifive_uart_enable_irqs(const struct hal_uart *uart, unsigned events)
{
    const uint32_t rx = (events & HAL_UART_IRQ_RX) != 0 ? SIFIVE_UART_IRQ_RX : 0;
    const uint32_t tx = (events & HAL_UART_IRQ_TX) != 0 ? SIFIVE_UART_IRQ_TX : 0;
    reg_write(&sifive_uart_regs_of(sifive_uart_device(uart))->ie, rx | tx);
}
