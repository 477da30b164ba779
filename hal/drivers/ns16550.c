/* SPDX-License-Identifier: MIT */
/*
 * NS16550A. Fills the transmit FIFO 16 bytes at a time once the line status reports it empty. Reads
 * the line status before every received character. Reading it reports errors and clears them, so
 * every read of it must count them.
 *
 * A handler may write too, so checking that the FIFO is empty and filling it is one critical
 * section.
 */
#include <assert.h>
#include <hal/critical.h>
#include <hal/mmio.h>
#include <limits.h>
#include <ns16550.h>
#include <stdbool.h>

enum {
    IER_RX = 0x01,
    IER_THR_EMPTY = 0x02,
    LSR_READY = 0x01,
    LSR_OVERRUN = 0x02,
    LSR_PARITY = 0x04,
    LSR_FRAMING = 0x08,
    LSR_BREAK = 0x10,
    LSR_THR_EMPTY = 0x20,
    LSR_IDLE = 0x40,
    LSR_ERRORS = LSR_OVERRUN | LSR_PARITY | LSR_FRAMING | LSR_BREAK,
    FIFO_SIZE = 16,
    CLOCKS_PER_BIT = 16,
    MAX_DIVISOR = 0xffff,
};

static inline const struct ns16550 *device(const struct hal_uart *uart)
{
    static_assert(offsetof(struct ns16550, uart) == 0, "the interface comes first");
    return (const struct ns16550 *)uart;
}

static void count(uint32_t *counter, bool happened)
{
    if (happened && *counter != UINT32_MAX) {
        ++*counter;
    }
}

static __attribute__((cold)) void count_errors(struct hal_uart_errors *errors, unsigned lsr)
{
    const bool is_break = (lsr & LSR_BREAK) != 0; /* has no stop bit: not a framing error */
    const unsigned long state = hal_critical_enter();
    count(&errors->overruns, (lsr & LSR_OVERRUN) != 0);
    count(&errors->breaks, is_break);
    count(&errors->parity, !is_break && (lsr & LSR_PARITY) != 0);
    count(&errors->framing, !is_break && (lsr & LSR_FRAMING) != 0);
    hal_critical_exit(state);
}

static inline void note_errors(const struct ns16550 *dev, unsigned lsr)
{
    if ((lsr & LSR_ERRORS) != 0) {
        count_errors(&dev->state->errors, lsr);
    }
}

static inline unsigned line_status(const struct ns16550 *dev)
{
    const unsigned lsr = ns16550_get(dev, NS16550_LSR);
    note_errors(dev, lsr);
    return lsr;
}

/* Waits for @p bit. Called after a check in vain, so that a call without a wait doesn't read the
 * timer. Checks once more after the deadline, because the caller may have been preempted. */
static __attribute__((noinline, cold)) bool keep_waiting(const struct ns16550 *dev, unsigned bit,
                                                         uint32_t timeout_us)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);

    while (!hal_deadline_passed(&deadline)) {
        if ((line_status(dev) & bit) != 0) {
            return true;
        }
    }
    return false;
}

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
    const struct ns16550 *dev = device(uart);
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

/* Four at a time, so that a byte takes little more than a load and a store. */
static inline const uint8_t *fill_fifo(reg_wo8 *thr, const uint8_t *from)
{
    for (const uint8_t *end = from + FIFO_SIZE; from != end; from += 4) {
        reg_write(thr, from[0]);
        reg_write(thr, from[1]);
        reg_write(thr, from[2]);
        reg_write(thr, from[3]);
    }
    return from;
}

/* Sends one or more characters. */
static inline const uint8_t *send_rest(reg_wo8 *thr, const uint8_t *from, const uint8_t *end)
{
    do {
        reg_write(thr, *from++);
    } while (from != end);
    return from;
}

/* The result of a call that has transferred the characters up to @p at. */
static inline int count_moved(const uint8_t *data, const uint8_t *at, const uint8_t *end)
{
    return at == data && at != end ? HAL_ERR_TIMEOUT : (int)(at - data);
}

/* Sends what fits if the FIFO is empty. Checks that anew because a handler may have filled it. */
static const uint8_t *send_burst(const struct ns16550 *dev, const uint8_t *from, const uint8_t *end)
{
    reg_wo8 *thr = (reg_wo8 *)ns16550_reg_address(dev, NS16550_THR);
    const unsigned long state = hal_critical_enter();
    if ((line_status(dev) & LSR_THR_EMPTY) != 0) {
        from = send_rest(thr, from, end - from > FIFO_SIZE ? from + FIFO_SIZE : end);
    }
    hal_critical_exit(state);
    return from;
}

/*
 * Continues a write that has to wait or to count errors. @p lsr has just been read. The characters
 * before @p from have been sent.
 */
static __attribute__((noinline, cold)) int write_on(const struct ns16550 *dev, const uint8_t *data,
                                                    const uint8_t *from, const uint8_t *end,
                                                    uint32_t timeout_us, unsigned lsr)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    note_errors(dev, lsr);
    bool was_empty = (lsr & LSR_THR_EMPTY) != 0;
    while (from != end && (was_empty || !hal_deadline_passed(&deadline))) {
        const uint8_t *const next = send_burst(dev, from, end);
        was_empty = next != from;
        from = next;
    }
    return count_moved(data, from, end);
}

int ns16550_write(const struct hal_uart *uart, const void *data, size_t size, uint32_t timeout_us)
{
    const struct ns16550 *dev = device(uart);
    reg_wo8 *thr = (reg_wo8 *)ns16550_reg_address(dev, NS16550_THR);
    const reg_ro8 *status = (const reg_ro8 *)ns16550_reg_address(dev, NS16550_LSR);
    const uint8_t *from = (const uint8_t *)data;
    const uint8_t *end = from + (size < INT_MAX ? size : INT_MAX);
    while (from != end) {
        const unsigned long state = hal_critical_enter();
        const unsigned lsr = reg_read(status) & (LSR_THR_EMPTY | LSR_ERRORS);
        if (lsr != LSR_THR_EMPTY) {
            hal_critical_exit(state);
            return write_on(dev, (const uint8_t *)data, from, end, timeout_us, lsr);
        }
        from = end - from >= FIFO_SIZE ? fill_fifo(thr, from) : send_rest(thr, from, end);
        hal_critical_exit(state);
    }
    return (int)(end - (const uint8_t *)data);
}

/*
 * Continues a read that has to wait or to count errors. @p lsr has just been read. The characters
 * before @p to have been received.
 */
static __attribute__((noinline, cold)) int read_on(const struct ns16550 *dev, const uint8_t *data,
                                                   uint8_t *to, const uint8_t *end,
                                                   uint32_t timeout_us, unsigned lsr)
{
    note_errors(dev, lsr);
    bool ready = (lsr & LSR_READY) != 0 || (to == data && keep_waiting(dev, LSR_READY, timeout_us));
    while (ready) {
        *to++ = ns16550_get(dev, NS16550_RBR);
        ready = to != end && (line_status(dev) & LSR_READY) != 0;
    }
    return count_moved(data, to, end);
}

/* Reads a character that has been received without error. Returns false if there is none. Sets
 * @p lsr. */
static inline bool take(const reg_ro8 *status, const reg_ro8 *rbr, uint8_t **to, unsigned *lsr)
{
    *lsr = reg_read(status) & (LSR_READY | LSR_ERRORS);
    if (*lsr != LSR_READY) {
        return false;
    }
    *(*to)++ = reg_read(rbr);
    return true;
}

int ns16550_read(const struct hal_uart *uart, void *data, size_t size, uint32_t timeout_us)
{
    const struct ns16550 *dev = device(uart);
    const reg_ro8 *rbr = (const reg_ro8 *)ns16550_reg_address(dev, NS16550_RBR);
    const reg_ro8 *status = (const reg_ro8 *)ns16550_reg_address(dev, NS16550_LSR);
    uint8_t *const from = (uint8_t *)data;
    uint8_t *to = from;
    const size_t wanted = size < INT_MAX ? size : INT_MAX;
    const uint8_t *const end = to + wanted;
    const uint8_t *const end_of_fours = to + (wanted & ~(size_t)3);
    unsigned lsr = LSR_READY;
    bool more = true;
    /* Four at a time, so that checking for the end costs little. */
    while (more && to != end_of_fours) {
        more = take(status, rbr, &to, &lsr) && take(status, rbr, &to, &lsr) &&
               take(status, rbr, &to, &lsr) && take(status, rbr, &to, &lsr);
    }
    while (more && to != end) {
        more = take(status, rbr, &to, &lsr);
    }
    if (!more && (lsr != 0 || (to == from && timeout_us != 0))) {
        return read_on(dev, from, to, end, timeout_us, lsr);
    }
    return count_moved(from, to, end);
}

int ns16550_flush(const struct hal_uart *uart, uint32_t timeout_us)
{
    const struct ns16550 *dev = device(uart);
    const bool idle = (line_status(dev) & LSR_IDLE) != 0 || keep_waiting(dev, LSR_IDLE, timeout_us);
    return idle ? HAL_OK : HAL_ERR_TIMEOUT;
}

void ns16550_get_errors(const struct hal_uart *uart, struct hal_uart_errors *errors)
{
    const unsigned long state = hal_critical_enter();
    *errors = device(uart)->state->errors;
    hal_critical_exit(state);
}

void ns16550_enable_irqs(const struct hal_uart *uart, unsigned events)
{
    const unsigned rx = (events & HAL_UART_IRQ_RX) != 0 ? IER_RX : 0;
    const unsigned tx = (events & HAL_UART_IRQ_TX) != 0 ? IER_THR_EMPTY : 0;
    ns16550_put(device(uart), NS16550_IER, rx | tx);
}

const struct hal_uart_ops ns16550_uart_ops = {
    .configure = ns16550_configure,
    .write = ns16550_write,
    .read = ns16550_read,
    .flush = ns16550_flush,
    .get_errors = ns16550_get_errors,
    .enable_irqs = ns16550_enable_irqs,
};
