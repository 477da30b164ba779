/* SPDX-License-Identifier: MIT */
/*
 * Xh3irq. The core has no priority at which a source never interrupts, so such a source is
 * disabled.
 *
 * meicontext has the lowest priority that interrupts (preempt) and the lowest that meinext shows
 * (ppreempt). At an external interrupt the core raises them. Its mret lowers them again, but not if
 * another trap came in between. So the driver writes both, and once more when a source is
 * completed, and tells mret to leave them. If there was no source to claim, mret does it.
 */
#include <assert.h>
#include <hal/critical.h>
#include <hal/xh3irq_csr.h>
#include <stddef.h>
#include <xh3irq.h>

enum {
    BITS = 32,
    MAX_LEVEL = 16,
    WINDOW = 16,             /* sources in a window of the enable array */
    PRIORITIES = 4,          /* in a window of the priority array, each of 4 bits */
    NONE = INT32_MIN,        /* in meinext */
    PPREEMPT = 24,           /* in meicontext, four bits */
    PREEMPT = 16,            /* in meicontext, five bits */
    TIMER_AND_SOFTWARE = 12, /* in meicontext: what would be ORed into mie */
    MRET_RESTORES = 1,       /* in meicontext */
};

static inline const struct xh3irq *device(const struct hal_irq *irq)
{
    static_assert(offsetof(struct xh3irq, irq) == 0, "the interface comes first");
    return (const struct xh3irq *)irq;
}

static uint32_t window_of(uint32_t source)
{
    return UINT32_C(1) << (WINDOW + (source - 1) % WINDOW) | (source - 1) / WINDOW;
}

static bool has(const uint32_t *words, uint32_t source)
{
    return (words[source / BITS] >> (source % BITS) & 1) != 0;
}

static void put(uint32_t *words, uint32_t source, bool value)
{
    const uint32_t mask = UINT32_C(1) << (source % BITS);
    words[source / BITS] = (words[source / BITS] & ~mask) | (value ? mask : 0);
}

/* A handler may change the same words. */
static void change(const struct xh3irq *dev, uint32_t *words, uint32_t source, bool value)
{
    const unsigned long state = hal_critical_enter();
    put(words, source, value);
    if (has(dev->wanted, source) && !has(dev->silent, source)) {
        hal_xh3irq_enable(window_of(source));
    } else {
        hal_xh3irq_disable(window_of(source));
    }
    hal_critical_exit(state);
}

/* ppreempt can't be 16. At that threshold nothing interrupts anyway. */
static void write_threshold(uint32_t threshold)
{
    const uint32_t shown = threshold < MAX_LEVEL ? threshold : MAX_LEVEL - 1;
    const uint32_t kept =
        hal_xh3irq_read_context() & ~(UINT32_C(0xff) << PPREEMPT | UINT32_C(0x1f) << PREEMPT |
                                      (uint32_t)(TIMER_AND_SOFTWARE | MRET_RESTORES));
    hal_xh3irq_write_context(kept | shown << PPREEMPT | threshold << PREEMPT);
}

static int set_threshold(const struct hal_irq *irq, uint32_t threshold)
{
    const uint32_t achieved = threshold < MAX_LEVEL ? threshold : MAX_LEVEL;
    const unsigned long state = hal_critical_enter();
    *device(irq)->threshold = achieved;
    write_threshold(achieved);
    hal_critical_exit(state);
    return (int)achieved;
}

static uint32_t get_threshold(const struct hal_irq *irq)
{
    return *device(irq)->threshold;
}

static void reset(const struct hal_irq *irq)
{
    const struct xh3irq *const dev = device(irq);
    for (uint32_t source = 1; source <= irq->sources; source++) {
        hal_xh3irq_disable(window_of(source));
    }
    for (uint32_t i = 0; i <= irq->sources / BITS; i++) {
        dev->wanted[i] = 0;
    }
    (void)set_threshold(irq, 0);
}

static void enable(const struct hal_irq *irq, uint32_t source, bool enabled)
{
    change(device(irq), device(irq)->wanted, source, enabled);
}

static int set_priority(const struct hal_irq *irq, uint32_t source, uint32_t priority)
{
    const uint32_t achieved = priority < MAX_LEVEL ? priority : MAX_LEVEL;
    if (achieved != 0) {
        const uint32_t index = (source - 1) / PRIORITIES;
        const unsigned shift = WINDOW + (source - 1) % PRIORITIES * 4;
        const unsigned long state = hal_critical_enter();
        const uint32_t others = hal_xh3irq_read_priorities(index) & ~(UINT32_C(0xf) << shift);
        hal_xh3irq_write_priorities((others & UINT32_C(0xffff0000)) | (achieved - 1) << shift |
                                    index);
        hal_critical_exit(state);
    }
    change(device(irq), device(irq)->silent, source, achieved == 0);
    return (int)achieved;
}

static uint32_t get_priority(const struct hal_irq *irq, uint32_t source)
{
    const unsigned shift = WINDOW + (source - 1) % PRIORITIES * 4;
    const uint32_t window = hal_xh3irq_read_priorities((source - 1) / PRIORITIES);
    return has(device(irq)->silent, source) ? 0 : (window >> shift & 0xf) + 1;
}

static uint32_t claim(const struct hal_irq *irq)
{
    /* Not even read: that would clear an interrupt which software made pending. */
    const uint32_t next = get_threshold(irq) == MAX_LEVEL ? (uint32_t)NONE : hal_xh3irq_next();
    return (next & (uint32_t)NONE) != 0 ? 0 : next / 4 + 1;
}

/* The source asks until its device is served, so there is nothing to complete. */
static void complete(const struct hal_irq *irq, uint32_t source)
{
    (void)source;
    (void)set_threshold(irq, get_threshold(irq));
}

const struct hal_irq_ops xh3irq_ops = {
    .reset = reset,
    .enable = enable,
    .set_priority = set_priority,
    .set_threshold = set_threshold,
    .get_priority = get_priority,
    .get_threshold = get_threshold,
    .claim = claim,
    .complete = complete,
};
