/* SPDX-License-Identifier: MIT */
/** @file
 * PL011 serial port with 32-byte FIFOs ("PrimeCell UART (PL011) Technical Reference Manual", r1p5;
 * "RP2350 Datasheet", chapter UART). It has all formats of hal/uart.h.
 *
 * The device asks for characters to send only when some have left its FIFO, never because it is
 * empty. So a board gives the driver a function that makes the port's interrupt pending, if its
 * interrupt controller can do that for the hart that calls hal_uart_enable_irqs, and whose handler
 * serves the port. Without one, the first interrupt for sending comes after the first characters. A
 * handler writes all that the port takes, or turns the event off; hal/uart_ring.h does.
 */
#ifndef PL011_H
#define PL011_H

#include <assert.h>
#include <hal/mmio.h>
#include <hal/timer.h>
#include <hal/uart.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The mutable state of a port. */
struct pl011_state {
    struct hal_uart_errors errors; /**< Since the configuration. */
};

/** A port; constant. */
struct pl011 {
    struct hal_uart uart;          /**< With pl011_ops. */
    uintptr_t base;                /**< The address of its registers. */
    uint32_t clock_hz;             /**< Its clock UARTCLK. */
    const struct hal_timer *timer; /**< For timeouts other than 0 and HAL_FOREVER. */
    struct pl011_state *state;     /**< Not shared with other ports. */
    void (*pend)(void);            /**< Makes its interrupt pending once; or NULL. */
};

/** The @c uart.ops of every port. */
extern const struct hal_uart_ops pl011_ops;

/** @name The operations of <hal/uart.h> as direct calls.
 * @{ */
/** Implements the hal_uart_ function of the same name. */
HAL_NODISCARD int pl011_configure(const struct hal_uart *uart, uint32_t baud,
                                  const struct hal_uart_format *format);
HAL_NODISCARD int pl011_write(const struct hal_uart *uart, const void *data, size_t size,
                              uint32_t timeout_us);
HAL_NODISCARD int pl011_read(const struct hal_uart *uart, void *data, size_t size,
                             uint32_t timeout_us);
HAL_NODISCARD int pl011_flush(const struct hal_uart *uart, uint32_t timeout_us);
void pl011_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors);
void pl011_enable_irqs(const struct hal_uart *uart, unsigned events);
/** @} */

/*
 * Configures a port with a clock and a rate that are known at compile time, such as a board's
 * console. This takes some inline instructions. pl011_configure divides and checks at run time.
 *
 *     PL011_CHECK_RATE(BOARD_UART0_CLOCK_HZ, 115200);
 *     (void)pl011_program(&board_uart0, PL011_DIVISOR(BOARD_UART0_CLOCK_HZ, 115200));
 */

/** The 64ths of 16 clocks in a bit that are nearest to @p baud, as a constant expression. */
#define PL011_DIVISOR(clock_hz, baud) ((8U * (clock_hz) / (baud) + 1) / 2)

/** Fails to compile unless the divisor fits. The rate is then always within 1 % of @p baud. */
#define PL011_CHECK_RATE(clock_hz, baud)                                                 \
    static_assert((clock_hz) <= UINT32_MAX / 8 && PL011_DIVISOR(clock_hz, baud) >= 64 && \
                      PL011_DIVISOR(clock_hz, baud) <= 64 * 65535,                       \
                  "no divisor of this clock makes this rate")

/** @cond internal */

struct pl011_regs {
    reg_rw32 dr;
    reg_rw32 rsr;
    reg_ro32 reserved1[4];
    reg_ro32 fr;
    reg_ro32 reserved2;
    reg_rw32 ilpr;
    reg_rw32 ibrd;
    reg_rw32 fbrd;
    reg_rw32 lcr_h;
    reg_rw32 cr;
    reg_rw32 ifls;
    reg_rw32 imsc;
    reg_ro32 ris;
    reg_ro32 mis;
    reg_wo32 icr;
};
MMIO_ASSERT_OFFSET(struct pl011_regs, fr, 0x18);
MMIO_ASSERT_OFFSET(struct pl011_regs, ibrd, 0x24);
MMIO_ASSERT_OFFSET(struct pl011_regs, imsc, 0x38);
MMIO_ASSERT_SIZE(struct pl011_regs, 0x48);

enum {
    PL011_FIFO_SIZE = 32,
    PL011_DR_FRAMING = 1 << 8,
    PL011_DR_PARITY = 1 << 9,
    PL011_DR_BREAK = 1 << 10,
    PL011_DR_OVERRUN = 1 << 11,
    PL011_FR_BUSY = 1 << 3,
    PL011_FR_RX_EMPTY = 1 << 4,
    PL011_FR_TX_FULL = 1 << 5,
    PL011_FR_TX_EMPTY = 1 << 7,
    PL011_LCR_PARITY = 1 << 1, /* the bit above it makes it even */
    PL011_LCR_2_STOP_BITS = 1 << 3,
    PL011_LCR_FIFOS = 1 << 4,
    PL011_LCR_DATA_BITS = 5, /* the position of their number less 5 */
    PL011_LCR_8N1 = PL011_LCR_FIFOS | 3 << PL011_LCR_DATA_BITS,
    PL011_CR_ENABLE = 1 | 1 << 8 | 1 << 9, /* the port, sending, receiving */
    PL011_IFLS_TX_HALF_RX_EIGHTH = 2,
    PL011_IRQ_RX = 1 << 4 | 1 << 6, /* an eighth of the FIFO; or less, and a pause */
    PL011_IRQ_TX = 1 << 5,
    PL011_IRQ_ALL = 0x7ff,
    PL011_PATIENCE = 1000000, /* readings; a full FIFO takes milliseconds */
};

static inline struct pl011_regs *pl011_regs_of(const struct pl011 *dev)
{
    return (struct pl011_regs *)dev->base;
}

/* pl011_program with the format as lcr_h has it. What is in the FIFO is sent before, since the
 * format must not change inside a character (3.3.8). The write of lcr_h makes the divisor count. */
static inline bool pl011_program_line(const struct pl011 *dev, uint32_t divisor, uint32_t format)
{
    struct pl011_regs *const r = pl011_regs_of(dev);

    for (unsigned i = 0; i < PL011_PATIENCE && (reg_read(&r->fr) & PL011_FR_BUSY) != 0; i++) {
    }
    reg_write(&r->cr, 0);
    reg_write(&r->lcr_h, 0);
    reg_write(&r->ibrd, divisor / 64);
    if (reg_read(&r->ibrd) != divisor / 64) {
        return false;
    }
    reg_write(&r->fbrd, divisor % 64);
    reg_write(&r->lcr_h, format);
    reg_write(&r->ifls, PL011_IFLS_TX_HALF_RX_EIGHTH);
    reg_write(&r->imsc, 0);
    reg_write(&r->icr, PL011_IRQ_ALL);
    reg_write(&r->cr, PL011_CR_ENABLE);
    return true;
}

/** @endcond */

/**
 * Sets 8N1 and @p divisor (64 to 64 * 65535). Empties the FIFOs and turns the port's interrupts
 * off. Returns false if the registers don't keep written values.
 */
static inline bool pl011_program(const struct pl011 *dev, uint32_t divisor)
{
    return pl011_program_line(dev, divisor, PL011_LCR_8N1);
}

#ifdef __cplusplus
}
#endif

#endif
