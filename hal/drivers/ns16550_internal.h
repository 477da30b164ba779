/* SPDX-License-Identifier: MIT */
/** @file
 * What the driver's files share; for them alone. See ns16550.c.
 */
#ifndef NS16550_INTERNAL_H
#define NS16550_INTERNAL_H

#include <ns16550.h>
#include <stddef.h>

/** @cond internal */

enum {
    NS16550_LSR_READY = 0x01,
    NS16550_LSR_OVERRUN = 0x02,
    NS16550_LSR_PARITY = 0x04,
    NS16550_LSR_FRAMING = 0x08,
    NS16550_LSR_BREAK = 0x10,
    NS16550_LSR_THR_EMPTY = 0x20,
    NS16550_LSR_IDLE = 0x40,
    NS16550_LSR_ERRORS =
        NS16550_LSR_OVERRUN | NS16550_LSR_PARITY | NS16550_LSR_FRAMING | NS16550_LSR_BREAK,
    NS16550_FIFO_SIZE = 16,
};

static inline const struct ns16550 *ns16550_device(const struct hal_uart *uart)
{
    static_assert(offsetof(struct ns16550, uart) == 0, "the interface comes first");
    return (const struct ns16550 *)uart;
}

/*
 * Counts the errors that @p lsr reports. Does nothing in firmware without ns16550_read.c, which
 * can't ask for the counters.
 */
void ns16550_count_errors(const struct ns16550 *dev, unsigned lsr);

/* Reads the line status and counts its errors. */
unsigned ns16550_line_status(const struct ns16550 *dev);

/*
 * Waits for @p bit of the line status. Inline: most firmware only has it in flush. Call it after a
 * check in vain, so that a call without a wait doesn't read the timer. Checks once more after the
 * deadline, because the caller may have been preempted. Returns false after @p timeout_us.
 */
static inline bool ns16550_keep_waiting(const struct ns16550 *dev, unsigned bit,
                                        uint32_t timeout_us)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);

    while (!hal_deadline_passed(&deadline)) {
        if ((ns16550_line_status(dev) & bit) != 0) {
            return true;
        }
    }
    return false;
}

/* The result of a call that has transferred the characters up to @p at. */
static inline int ns16550_count_moved(const uint8_t *data, const uint8_t *at, const uint8_t *end)
{
    return at == data && at != end ? HAL_ERR_TIMEOUT : (int)(at - data);
}

/** @endcond */

#endif
