/* SPDX-License-Identifier: MIT */
/** @file
 * OpenTitan UART (OpenTitan hardware IP, "UART Technical Specification"). A character has 8 data
 * bits, any parity and one stop bit; other formats are HAL_ERR_UNSUPPORTED. QEMU's model sends and
 * receives no parity.
 *
 * The port has an interrupt line for each event. Of those, the driver uses two: "rx_watermark" for
 * HAL_UART_IRQ_RX, and "tx_empty" (in later revisions "tx_done") for HAL_UART_IRQ_TX. A handler is
 * attached to both sources.
 *
 * The device latches line errors and counts none: two of a kind between two calls of
 * hal_uart_get_errors count as one. A character with an error is not received, unlike with other
 * ports.
 */
#ifndef OPENTITAN_UART_H
#define OPENTITAN_UART_H

#include <assert.h>
#include <hal/mmio.h>
#include <hal/timer.h>
#include <hal/uart.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The mutable state of a port. */
struct opentitan_uart_state {
    struct hal_uart_errors errors; /**< Seen so far. */
};

/** A port; constant. */
struct opentitan_uart {
    struct hal_uart uart;               /**< With opentitan_uart_ops. */
    uintptr_t base;                     /**< The address of its registers. */
    uint32_t clock_hz;                  /**< Input clock of the baud rate generator. */
    const struct hal_timer *timer;      /**< For timeouts other than 0 and HAL_FOREVER. */
    struct opentitan_uart_state *state; /**< Not shared with other ports. */
};

/** The @c uart.ops of every port. */
extern const struct hal_uart_ops opentitan_uart_ops;

/** @name The operations of <hal/uart.h> as direct calls.
 * @{ */
/** Implements the hal_uart_ function of the same name. */
HAL_NODISCARD int opentitan_uart_configure(const struct hal_uart *uart, uint32_t baud,
                                           const struct hal_uart_format *format);
HAL_NODISCARD int opentitan_uart_write(const struct hal_uart *uart, const void *data, size_t size,
                                       uint32_t timeout_us);
HAL_NODISCARD int opentitan_uart_read(const struct hal_uart *uart, void *data, size_t size,
                                      uint32_t timeout_us);
HAL_NODISCARD int opentitan_uart_flush(const struct hal_uart *uart, uint32_t timeout_us);
void opentitan_uart_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors);
void opentitan_uart_enable_irqs(const struct hal_uart *uart, unsigned events);
/** @} */

/*
 * Configures a port with a clock and a rate that are known at compile time, such as a board's
 * console. This takes some inline instructions. opentitan_uart_configure divides and checks at run
 * time.
 *
 *     OPENTITAN_UART_CHECK_RATE(BOARD_UART_CLOCK_HZ, 115200);
 *     (void)opentitan_uart_program(&board_uart0, OPENTITAN_UART_STEP(BOARD_UART_CLOCK_HZ, 115200));
 */

/** The step of the rate's oscillator, CTRL.NCO, that is nearest to @p baud, as a constant
 * expression: a bit takes 2^20 / step clocks. */
#define OPENTITAN_UART_STEP(clock_hz, baud) \
    ((((uint64_t)(baud) << 20) + (clock_hz) / 2) / (clock_hz))

/** Fails to compile unless the step fits and the rate is within 5 % of @p baud. */
#define OPENTITAN_UART_CHECK_RATE(clock_hz, baud)                        \
    static_assert(OPENTITAN_UART_STEP(clock_hz, baud) >= 10 &&           \
                      OPENTITAN_UART_STEP(clock_hz, baud) <= UINT16_MAX, \
                  "no step comes within 5 % of this rate")

/** @cond internal */

struct opentitan_uart_regs {
    reg_rw32 intr_state; /* writing 1 clears a bit */
    reg_rw32 intr_enable;
    reg_wo32 intr_test; /* writing 1 sets a bit of intr_state */
    reg_wo32 alert_test;
    reg_rw32 ctrl;
    reg_ro32 status;
    reg_ro32 rdata;
    reg_wo32 wdata;
    reg_rw32 fifo_ctrl;
    reg_ro32 fifo_status;
    reg_rw32 ovrd;
    reg_ro32 val;
    reg_rw32 timeout_ctrl;
};
MMIO_ASSERT_OFFSET(struct opentitan_uart_regs, ctrl, 0x10);
MMIO_ASSERT_OFFSET(struct opentitan_uart_regs, wdata, 0x1c);
MMIO_ASSERT_OFFSET(struct opentitan_uart_regs, fifo_ctrl, 0x20);
MMIO_ASSERT_SIZE(struct opentitan_uart_regs, 0x34);

enum {
    OPENTITAN_UART_RX_WATERMARK = 1 << 1, /* in the interrupt registers, as the next five */
    OPENTITAN_UART_TX_EMPTY = 1 << 2,
    OPENTITAN_UART_OVERFLOW = 1 << 3,
    OPENTITAN_UART_FRAMING = 1 << 4,
    OPENTITAN_UART_BREAK = 1 << 5,
    OPENTITAN_UART_PARITY = 1 << 7,

    OPENTITAN_UART_ENABLE = 3, /* in ctrl: transmitter and receiver */
    OPENTITAN_UART_PARITY_ENABLE = 1 << 6,
    OPENTITAN_UART_PARITY_ODD = 1 << 7,
    OPENTITAN_UART_STEP_SHIFT = 16,

    OPENTITAN_UART_STATUS_TX_EMPTY = 1 << 2,
    OPENTITAN_UART_STATUS_TX_IDLE = 1 << 3,
    OPENTITAN_UART_STATUS_RX_EMPTY = 1 << 5,

    OPENTITAN_UART_TX_RESET = 1 << 1, /* in fifo_ctrl */

    OPENTITAN_UART_RX_FIFO_SIZE = 64, /* the largest of any revision */
};

static inline struct opentitan_uart_regs *opentitan_uart_regs_of(const struct opentitan_uart *dev)
{
    return (struct opentitan_uart_regs *)dev->base;
}

/* opentitan_uart_program with the parity as ctrl has it. Reads the receive FIFO empty and leaves
 * FIFO_CTRL.RXRST alone, after which QEMU's model never reports an empty FIFO again. FIFO_CTRL 0
 * makes one received character an event. */
static inline bool opentitan_uart_program_line(const struct opentitan_uart *dev, uint32_t step,
                                               uint32_t parity)
{
    struct opentitan_uart_regs *const r = opentitan_uart_regs_of(dev);
    const uint32_t ctrl = step << OPENTITAN_UART_STEP_SHIFT | parity | OPENTITAN_UART_ENABLE;

    reg_write(&r->intr_enable, 0);
    reg_write(&r->ctrl, ctrl);
    if (reg_read(&r->ctrl) != ctrl) {
        return false;
    }
    reg_write(&r->fifo_ctrl, 0);
    for (int i = 0; i < OPENTITAN_UART_RX_FIFO_SIZE &&
                    (reg_read(&r->status) & OPENTITAN_UART_STATUS_RX_EMPTY) == 0;
         i++) {
        (void)reg_read(&r->rdata);
    }
    reg_write(&r->intr_state, UINT32_MAX);
    return true;
}

/** @endcond */

/**
 * Sets 8 data bits, no parity, one stop bit and @p step (10 to 65535). Empties the receive FIFO,
 * sends what the transmit FIFO has, and turns the port's interrupts off. Returns false if the
 * registers don't keep written values.
 */
static inline bool opentitan_uart_program(const struct opentitan_uart *dev, uint32_t step)
{
    return opentitan_uart_program_line(dev, step, 0);
}

#ifdef __cplusplus
}
#endif

#endif
