/* SPDX-License-Identifier: MIT */
/** @file
 * OpenTitan timer: a 64-bit counter and one comparator, connected to the core's timer interrupt.
 * Follows OpenTitan's hardware IP "Timer (rv_timer)", at the revision that QEMU's machine
 * "opentitan" models: later ones have the interrupt registers before the counter.
 */
#ifndef OPENTITAN_TIMER_H
#define OPENTITAN_TIMER_H

#include <assert.h>
#include <hal/mmio.h>
#include <hal/timer.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A timer; constant. */
struct opentitan_timer {
    struct hal_timer timer; /**< With opentitan_timer_ops and the rate after the prescaler. */
    uintptr_t base;         /**< The address of its registers. */
    uint32_t last_hi; /**< The high half of the last deadline that the device takes: UINT32_MAX, or
                       * less for QEMU's model. Later ones never fire. */
};

/** The @c timer.ops of every instance. */
extern const struct hal_timer_ops opentitan_timer_ops;

/** @name The operations of <hal/timer.h> as direct calls.
 * @{ */
/** Implements the hal_timer_ function of the same name. */
uint64_t opentitan_timer_now(const struct hal_timer *timer);
void opentitan_timer_set_deadline(const struct hal_timer *timer, uint64_t ticks);
void opentitan_timer_cancel(const struct hal_timer *timer);
/** @} */

/** Offset of the counter's low half from the base, for board_time_count. */
enum {
    OPENTITAN_TIMER_COUNT = 0x104
};

/** The number of clocks in a tick, as a constant expression. */
#define OPENTITAN_TIMER_DIVISOR(clock_hz, frequency_hz) ((clock_hz) / (frequency_hz))

/** Fails to compile unless the prescaler has the divisor and makes exactly @p frequency_hz. */
#define OPENTITAN_TIMER_CHECK_RATE(clock_hz, frequency_hz)                     \
    static_assert((clock_hz) % (frequency_hz) == 0 &&                          \
                      OPENTITAN_TIMER_DIVISOR(clock_hz, frequency_hz) >= 1 &&  \
                      OPENTITAN_TIMER_DIVISOR(clock_hz, frequency_hz) <= 4096, \
                  "the prescaler can't make this rate of this clock")

/** @cond internal */

struct opentitan_timer_regs {
    reg_wo32 alert_test;
    reg_rw32 ctrl;
    reg_ro32 reserved[62];
    reg_rw32 cfg; /* prescaler and step */
    reg_rw32 count_lo;
    reg_rw32 count_hi;
    reg_rw32 compare_lo;
    reg_rw32 compare_hi;
    reg_rw32 intr_enable;
    reg_rw32 intr_state; /* writing 1 clears */
    reg_wo32 intr_test;
};
MMIO_ASSERT_OFFSET(struct opentitan_timer_regs, cfg, 0x100);
MMIO_ASSERT_OFFSET(struct opentitan_timer_regs, count_lo, OPENTITAN_TIMER_COUNT);
MMIO_ASSERT_OFFSET(struct opentitan_timer_regs, compare_lo, 0x10c);
MMIO_ASSERT_SIZE(struct opentitan_timer_regs, 0x120);

enum {
    OPENTITAN_TIMER_ACTIVE = 1,       /* in ctrl */
    OPENTITAN_TIMER_STEP_1 = 1 << 16, /* in cfg */
    OPENTITAN_TIMER_INTERRUPT = 1,    /* in the interrupt registers */
};

static inline struct opentitan_timer_regs *
opentitan_timer_regs_of(const struct opentitan_timer *dev)
{
    return (struct opentitan_timer_regs *)dev->base;
}

/** @endcond */

/**
 * Starts the counter with @p divisor clocks in a tick (1 to 4096), with no interrupt pending. For
 * board_init; call with interrupts off. The counter starts before the comparator is written: QEMU's
 * model ignores the comparator of a counter that is off.
 */
static inline void opentitan_timer_init(const struct opentitan_timer *dev, uint32_t divisor)
{
    struct opentitan_timer_regs *const r = opentitan_timer_regs_of(dev);

    reg_write(&r->cfg, OPENTITAN_TIMER_STEP_1 | (divisor - 1));
    reg_write(&r->ctrl, OPENTITAN_TIMER_ACTIVE);
    reg_write(&r->compare_hi, dev->last_hi);
    reg_write(&r->compare_lo, UINT32_MAX);
    reg_write(&r->intr_state, OPENTITAN_TIMER_INTERRUPT);
    reg_write(&r->intr_enable, OPENTITAN_TIMER_INTERRUPT);
}

#ifdef __cplusplus
}
#endif

#endif
