/* SPDX-License-Identifier: MIT */
/*
 * PLIC. Completing a source that is disabled at that moment is ignored by the hardware and leaves
 * the source dead (specification, chapter 9), so such a source is enabled for the completion.
 *
 * QEMU 7.2 looks at the enable registers only when another register is written: a source that was
 * pending when it was enabled would not interrupt. So the threshold is written again after that.
 */
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
MMIO_ASSERT_OFFSET(struct plic_regs, enable, 0x2000);
MMIO_ASSERT_OFFSET(struct plic_regs, context, 0x200000);
MMIO_ASSERT_SIZE(struct plic_regs, 0x4000000);

static inline const struct plic *device(const struct hal_irq *irq)
{
    _Static_assert(__builtin_offsetof(struct plic, irq) == 0, "the interface comes first");
    return (const struct plic *)irq;
}

static inline struct plic_regs *regs(const struct plic *plic)
{
    return (struct plic_regs *)plic->base;
}

static inline reg_rw32 *threshold_reg(const struct plic *plic)
{
    return &regs(plic)->context[plic->context].threshold;
}

void plic_init(const struct plic *plic)
{
    for (uint32_t i = 0; i <= plic->irq.sources / BITS; i++) {
        shadow_clear(&plic->enabled[i], &regs(plic)->enable[plic->context][i], UINT32_MAX);
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
    reg_rw32 *reg = &regs(plic)->enable[plic->context][source / BITS];
    const uint32_t mask = UINT32_C(1) << (source % BITS);
    if (enabled) {
        shadow_set(shadow, reg, mask);
        shadow_publish(plic->threshold, threshold_reg(plic));
    } else {
        shadow_clear(shadow, reg, mask);
    }
}

static bool is_enabled(const struct hal_irq *irq, uint32_t source)
{
    const uint32_t *word = &device(irq)->enabled[source / BITS];
    return (__atomic_load_n(word, __ATOMIC_SEQ_CST) >> (source % BITS) & 1) != 0;
}

/* Unimplemented bits read as zero: gives the highest level there is instead of a remnant. */
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
    return write_level(&regs(device(irq))->priority[source], priority);
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
    return reg_read(&regs(device(irq))->priority[source]);
}

static uint32_t get_threshold(const struct hal_irq *irq)
{
    return reg_read(threshold_reg(device(irq)));
}

static uint32_t claim(const struct hal_irq *irq)
{
    const struct plic *plic = device(irq);
    return reg_read(&regs(plic)->context[plic->context].claim);
}

static void complete(const struct hal_irq *irq, uint32_t source)
{
    const struct plic *plic = device(irq);
    if (source > irq->sources) {
        return;
    }
    const uint32_t word = __atomic_load_n(&plic->enabled[source / BITS], __ATOMIC_SEQ_CST);
    const uint32_t mask = UINT32_C(1) << (source % BITS);
    reg_rw32 *enable_reg = &regs(plic)->enable[plic->context][source / BITS];
    if ((word & mask) == 0) {
        reg_write(enable_reg, word | mask);
    }
    reg_write(&regs(plic)->context[plic->context].claim, source);
    if ((word & mask) == 0) {
        shadow_publish(&plic->enabled[source / BITS], enable_reg);
    }
}

const struct hal_irq_ops plic_irq_ops = {
    .reset = reset,
    .enable = enable,
    .enabled = is_enabled,
    .set_priority = set_priority,
    .set_threshold = set_threshold,
    .priority = get_priority,
    .threshold = get_threshold,
    .claim = claim,
    .complete = complete,
};
