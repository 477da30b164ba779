/* SPDX-License-Identifier: MIT */
/*
 * OpenTitan UART: reading and interrupts. Firmware that only writes doesn't link this file.
 *
 * The device latches the events of <hal/uart.h> when they begin, whereas the interface has levels.
 * So the driver clears a latched event only when its condition is gone, and sets it by INTR_TEST
 * where an event is enabled whose condition began before.
 */
#include <hal/critical.h>
#include <hal/uart_loops.h>
#include <opentitan_uart_internal.h>

/* After the latch is cleared, the FIFO is checked again: a character that arrived in between would
 * be announced by no event. */
static bool has_character(const struct opentitan_uart *dev)
{
    if (!opentitan_uart_status_has(dev, OPENTITAN_UART_STATUS_RX_EMPTY)) {
        return true;
    }
    reg_write(&opentitan_uart_regs_of(dev)->intr_state, OPENTITAN_UART_RX_WATERMARK);
    return !opentitan_uart_status_has(dev, OPENTITAN_UART_STATUS_RX_EMPTY);
}

static int take(const struct hal_uart *uart)
{
    const struct opentitan_uart *const dev = opentitan_uart_device(uart);

    return has_character(dev) ? (uint8_t)reg_read(&opentitan_uart_regs_of(dev)->rdata) : -1;
}

int opentitan_uart_read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    return hal_uart_read_by(take, opentitan_uart_device(uart)->timer, uart, data, size, timeout_us);
}

static void count(uint32_t *counter, uint32_t latched, uint32_t event)
{
    if ((latched & event) != 0 && *counter != UINT32_MAX) {
        *counter += 1;
    }
}

void opentitan_uart_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    const struct opentitan_uart *const dev = opentitan_uart_device(uart);
    struct opentitan_uart_regs *const r = opentitan_uart_regs_of(dev);
    struct hal_uart_errors *const seen = &dev->state->errors;
    const unsigned long state = hal_critical_enter();
    const uint32_t latched =
        reg_read(&r->intr_state) & (OPENTITAN_UART_OVERFLOW | OPENTITAN_UART_FRAMING |
                                    OPENTITAN_UART_BREAK | OPENTITAN_UART_PARITY);
    reg_write(&r->intr_state, latched);
    count(&seen->overruns, latched, OPENTITAN_UART_OVERFLOW);
    count(&seen->framing, latched, OPENTITAN_UART_FRAMING);
    count(&seen->breaks, latched, OPENTITAN_UART_BREAK);
    count(&seen->parity, latched, OPENTITAN_UART_PARITY);
    *errors = *seen;
    hal_critical_exit(state);
}

/* The events of HAL_UART_IRQ_RX and _TX whose condition is there. */
static uint32_t present_events(const struct opentitan_uart *dev)
{
    const uint32_t status = reg_read(&opentitan_uart_regs_of(dev)->status);

    return ((status & OPENTITAN_UART_STATUS_RX_EMPTY) == 0 ? OPENTITAN_UART_RX_WATERMARK : 0U) |
           ((status & OPENTITAN_UART_STATUS_TX_EMPTY) != 0 ? OPENTITAN_UART_TX_EMPTY : 0U);
}

/* Writes only what changes. QEMU's model requests an interrupt anew at each write, which its PLIC
 * takes for another one if the first is being served. */
void opentitan_uart_enable_irqs(const struct hal_uart *uart, unsigned events)
{
    const struct opentitan_uart *const dev = opentitan_uart_device(uart);
    struct opentitan_uart_regs *const r = opentitan_uart_regs_of(dev);
    const uint32_t enabled = ((events & HAL_UART_IRQ_RX) != 0 ? OPENTITAN_UART_RX_WATERMARK : 0U) |
                             ((events & HAL_UART_IRQ_TX) != 0 ? OPENTITAN_UART_TX_EMPTY : 0U);
    const unsigned long state = hal_critical_enter();
    if (reg_read(&r->intr_enable) != enabled) {
        reg_write(&r->intr_enable, enabled);
    }
    const uint32_t missing = enabled & present_events(dev) & ~reg_read(&r->intr_state);
    if (missing != 0) {
        reg_write(&r->intr_test, missing);
    }
    hal_critical_exit(state);
}
