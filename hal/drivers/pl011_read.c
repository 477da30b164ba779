/* SPDX-License-Identifier: MIT */
/* PL011: reading and interrupts. Firmware that only writes doesn't link this file. */
#include <hal/critical.h>
#include <hal/uart_loops.h>
#include <pl011_internal.h>

static void count(uint32_t *counter, bool happened)
{
    *counter += happened && *counter != UINT32_MAX ? 1 : 0;
}

/* A break is a framing error too. A handler may read as well. */
static void count_errors(struct hal_uart_errors *errors, uint32_t value)
{
    const bool is_break = (value & PL011_DR_BREAK) != 0;
    const unsigned long state = hal_critical_enter();
    count(&errors->overruns, (value & PL011_DR_OVERRUN) != 0);
    count(&errors->breaks, is_break);
    count(&errors->framing, !is_break && (value & PL011_DR_FRAMING) != 0);
    count(&errors->parity, !is_break && (value & PL011_DR_PARITY) != 0);
    hal_critical_exit(state);
}

static int take(const struct hal_uart *uart)
{
    const struct pl011 *const dev = pl011_device(uart);

    if (pl011_has(dev, PL011_FR_RX_EMPTY)) {
        return -1;
    }
    const uint32_t value = reg_read(&pl011_regs_of(dev)->dr);
    if (value > UINT8_MAX) {
        count_errors(&dev->state->errors, value);
    }
    return (uint8_t)value;
}

int pl011_read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    return hal_uart_read_by(take, pl011_device(uart)->timer, uart, data, size, timeout_us);
}

void pl011_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    const unsigned long state = hal_critical_enter();
    *errors = pl011_device(uart)->state->errors;
    hal_critical_exit(state);
}

void pl011_enable_irqs(const struct hal_uart *uart, unsigned events)
{
    const struct pl011 *const dev = pl011_device(uart);
    struct pl011_regs *const r = pl011_regs_of(dev);
    const uint32_t rx = (events & HAL_UART_IRQ_RX) != 0 ? PL011_IRQ_RX : 0;
    const uint32_t tx = (events & HAL_UART_IRQ_TX) != 0 ? PL011_IRQ_TX : 0;
    reg_write(&r->imsc, rx | tx);
    if (tx != 0 && dev->pend != NULL && (reg_read(&r->ris) & PL011_IRQ_TX) == 0 &&
        !pl011_has(dev, PL011_FR_TX_FULL)) {
        dev->pend();
    }
}
