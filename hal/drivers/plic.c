/* SPDX-License-Identifier: MIT */
/*
 * PLIC. The hardware ignores the completion of a disabled source, which then never interrupts again
 * (specification, chapter 9). So the driver enables such a source for the completion.
 *
 * QEMU 7.2 evaluates the enable registers only when another register is written. A source that is
 * pending when it is enabled would not interrupt. So the driver rewrites the threshold afterwards.
 */
#include <assert.h>
#include <hal/mmio.h>
#include <hal/shadow.h>
#include <limits.h>
#include <plic.h>

enum {
    MAX_SOURCES = 1024,
    MAX_CONTEXTS = 15872,
    BITS = 32,
};

struct plic_context {
    reg_rw32 threshold;
    reg_rw32 claim; /* read: claim, write: complete */
    reg_rw32 reserved[1022];
};

struct plic_regs {
    reg_rw32 priority[MAX_SOURCES];
    reg_ro32 pending[MAX_SOURCES / BITS];
    reg_rw32 reserved1[992];
    reg_rw32 enable[MAX_CONTEXTS][MAX_SOURCES / BITS];
    reg_rw32 reserved2[14336];
    struct plic_context context[MAX_CONTEXTS];
};
MMIO_ASSERT_OFFSET(struct plic_regs, pending, 0x1000);
MMIO_ASSERT_OFFSET(struct plic_regs, enable, PLIC_ENABLES(0));
MMIO_ASSERT_OFFSET(struct plic_regs, enable[1], PLIC_ENABLES(1));
MMIO_ASSERT_OFFSET(struct plic_regs, context, PLIC_CONTROL(0));
MMIO_ASSERT_OFFSET(struct plic_regs, context[1], PLIC_CONTROL(1));
MMIO_ASSERT_SIZE(struct plic_regs, 0x4000000);

static inline const struct plic *device(const struct hal_irq *irq)
{
    static_assert(__builtin_offsetof(struct plic, irq) == 0, "the interface comes first");
    return (const struct plic *)irq;
}

static inline reg_rw32 *priority_reg(const struct hal_irq *irq, uint32_t source)
{
    return &((struct plic_regs *)device(irq)->base)->priority[source];
}

static inline reg_rw32 *enable_reg(const struct plic *plic, uint32_t word)
{
    return (reg_rw32 *)plic->enables + word;
}

static inline struct plic_context *control(const struct plic *plic)
{
    return (struct plic_context *)plic->control;
}

static inline reg_rw32 *threshold_reg(const struct plic *plic)
{
    return &control(plic)->threshold;
}

void plic_init(const struct plic *plic)
{
    for (uint32_t i = 0; i <= plic->irq.sources / BITS; i++) {
        shadow_clear(&plic->enabled[i], enable_reg(plic, i), UINT32_MAX);
    }
    shadow_clear(plic->threshold, threshold_reg(plic), UINT32_MAX);
}

static void reset(const struct hal_irq *irq)
{
    plic_init(device(irq));
}

static void enable(const struct hal_irq *irq, uint32_t source, bool enabled)
{
    const struct plic *plic = device(irq);
    uint32_t *shadow = &plic->enabled[source / BITS];
    reg_rw32 *reg = enable_reg(plic, source / BITS);
    const uint32_t mask = UINT32_C(1) << (source % BITS);
    if (enabled) {
        shadow_set(shadow, reg, mask);
        shadow_publish(plic->threshold, threshold_reg(plic));
    } else {
        shadow_clear(shadow, reg, mask);
    }
}

/* Needs no barrier because only this hart changes the word. */
static bool is_enabled(const struct hal_irq *irq, uint32_t source)
{
    const uint32_t *word = &device(irq)->enabled[source / BITS];
    return (__atomic_load_n(word, __ATOMIC_RELAXED) >> (source % BITS) & 1) != 0;
}

/* Writes @p level, or the highest implemented level if @p level is above it. Unimplemented bits
 * read as zero. */
static int write_level(reg_rw32 *reg, uint32_t level)
{
    reg_write(reg, level);
    uint32_t achieved = reg_read(reg);
    if (achieved < level) {
        reg_write(reg, UINT32_MAX);
        achieved = reg_read(reg);
    }
    return achieved < INT_MAX ? (int)achieved : INT_MAX;
}

static int set_priority(const struct hal_irq *irq, uint32_t source, uint32_t priority)
{
    return write_level(priority_reg(irq, source), priority);
}

static int set_threshold(const struct hal_irq *irq, uint32_t threshold)
{
    const struct plic *plic = device(irq);
    const int achieved = write_level(threshold_reg(plic), threshold);
    __atomic_store_n(plic->threshold, (uint32_t)achieved, __ATOMIC_SEQ_CST);
    return achieved;
}

static uint32_t get_priority(const struct hal_irq *irq, uint32_t source)
{
    return reg_read(priority_reg(irq, source));
}

static uint32_t get_threshold(const struct hal_irq *irq)
{
    return reg_read(threshold_reg(device(irq)));
}

static uint32_t claim(const struct hal_irq *irq)
{
    return reg_read(&control(device(irq))->claim);
}

static __attribute__((noinline)) void complete_disabled(const struct plic *plic, uint32_t source)
{
    uint32_t *shadow = &plic->enabled[source / BITS];
    reg_rw32 *reg = enable_reg(plic, source / BITS);
    const uint32_t mask = UINT32_C(1) << (source % BITS);
    reg_write(reg, __atomic_load_n(shadow, __ATOMIC_RELAXED) | mask);
    reg_write(&control(plic)->claim, source);
    shadow_publish(shadow, reg);
}

static void complete(const struct hal_irq *irq, uint32_t source)
{
    const struct plic *plic = device(irq);
    if (source > irq->sources) {
        return;
    }
    if (is_enabled(irq, source)) {
        reg_write(&control(plic)->claim, source);
    } else {
        complete_disabled(plic, source);
    }
}

const struct hal_irq_ops plic_irq_ops = {
    .reset = reset,
    .enable = enable,
    .set_priority = set_priority,
    .set_threshold = set_threshold,
    .get_priority = get_priority,
    .get_threshold = get_threshold,
    .claim = claim,
    .complete = complete,
};
