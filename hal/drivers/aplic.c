/* SPDX-License-Identifier: MIT */
/*
 * APLIC, direct delivery. Enables are set and cleared by number, which is one store. A source of
 * priority 0 stays disabled in the hardware, whose lowest priority still interrupts. Source and
 * register change in one critical section, since a handler may change its source too.
 */
#include <aplic.h>
#include <aplic_internal.h>
#include <hal/critical.h>

enum {
    CLAIM_SOURCE_SHIFT = 16,
    ALL_PRIORITIES = 0xff,
};

static inline const struct aplic *device(const struct hal_irq *irq)
{
    static_assert(__builtin_offsetof(struct aplic, irq) == 0, "the interface comes first");
    return (const struct aplic *)irq;
}

static inline struct aplic_regs *regs_of(const struct aplic *aplic)
{
    return (struct aplic_regs *)aplic->base;
}

static inline struct aplic_hart *hart_of(const struct aplic *aplic)
{
    return &regs_of(aplic)->hart[aplic->hart];
}

static void set_target(const struct aplic *aplic, uint32_t source, uint32_t priority)
{
    reg_write(&regs_of(aplic)->target[source - 1],
              aplic->hart << APLIC_TARGET_HART_SHIFT | priority);
}

/* Unimplemented bits of a priority read as zero. Only a source that is not inactive has a target.
 */
static uint8_t find_levels(const struct aplic *aplic)
{
    uint32_t levels = 1;

    for (uint32_t source = 1; source <= aplic->irq.sources && levels == 1; source++) {
        set_target(aplic, source, ALL_PRIORITIES);
        const uint32_t kept = reg_read(&regs_of(aplic)->target[source - 1]) & ALL_PRIORITIES;
        levels = kept > 1 ? kept : 1;
    }
    return (uint8_t)levels;
}

static void reset(const struct hal_irq *irq)
{
    const struct aplic *const aplic = device(irq);
    struct aplic_regs *const r = regs_of(aplic);

    for (uint32_t source = 1; source <= irq->sources; source++) {
        reg_write(&r->sourcecfg[source - 1], APLIC_HIGH);
        aplic->sources[source] = (struct aplic_source){.is_level = true};
    }
    /* QEMU 7.2 begins with arbitrary enables, and ignores this while a source is inactive. */
    for (uint32_t i = 0; i <= irq->sources / APLIC_BITS; i++) {
        reg_write(&r->clrie[i], UINT32_MAX);
    }
    *aplic->state = (struct aplic_state){find_levels(aplic), 0};
    reg_write(&hart_of(aplic)->ithreshold, 0);
    reg_write(&hart_of(aplic)->idelivery, 1);
    reg_write(&r->domaincfg, APLIC_DOMAIN_ENABLE);
}

/* Call in a critical section. */
static void update(const struct aplic *aplic, uint32_t source)
{
    const struct aplic_source *const it = &aplic->sources[source];
    struct aplic_regs *const r = regs_of(aplic);

    reg_write(it->enabled && it->priority != 0 ? &r->setienum : &r->clrienum, source);
}

static void enable(const struct hal_irq *irq, uint32_t source, bool enabled)
{
    const struct aplic *const aplic = device(irq);
    const unsigned long state = hal_critical_enter();

    aplic->sources[source].enabled = enabled;
    update(aplic, source);
    hal_critical_exit(state);
}

static uint32_t capped(const struct aplic *aplic, uint32_t level)
{
    return level < aplic->state->levels ? level : aplic->state->levels;
}

static int set_priority(const struct hal_irq *irq, uint32_t source, uint32_t priority)
{
    const struct aplic *const aplic = device(irq);
    const uint32_t achieved = capped(aplic, priority);
    const unsigned long state = hal_critical_enter();

    aplic->sources[source].priority = (uint8_t)achieved;
    if (achieved != 0) {
        set_target(aplic, source, aplic->state->levels + 1U - achieved);
    }
    update(aplic, source);
    hal_critical_exit(state);
    return (int)achieved;
}

/* The hardware masks its priority numbers from ithreshold on; 0 masks none. */
static int set_threshold(const struct hal_irq *irq, uint32_t threshold)
{
    const struct aplic *const aplic = device(irq);
    const uint32_t achieved = capped(aplic, threshold);
    const unsigned long state = hal_critical_enter();

    aplic->state->threshold = (uint8_t)achieved;
    reg_write(&hart_of(aplic)->ithreshold,
              achieved != 0 ? aplic->state->levels + 1U - achieved : 0);
    hal_critical_exit(state);
    return (int)achieved;
}

static uint32_t get_priority(const struct hal_irq *irq, uint32_t source)
{
    return device(irq)->sources[source].priority;
}

static uint32_t get_threshold(const struct hal_irq *irq)
{
    return device(irq)->state->threshold;
}

static bool has_ended(const struct aplic *aplic, uint32_t source)
{
    return source <= aplic->irq.sources && aplic->sources[source].is_level &&
           (reg_read(&regs_of(aplic)->clrip[source / APLIC_BITS]) >> source % APLIC_BITS & 1) == 0;
}

/* In QEMU a level that has ended stays pending until it is claimed, once more than it was there. */
static uint32_t claim(const struct hal_irq *irq)
{
    const struct aplic *const aplic = device(irq);

    for (uint32_t ended = 0; ended <= irq->sources; ended++) {
        const uint32_t source = reg_read(&hart_of(aplic)->claimi) >> CLAIM_SOURCE_SHIFT;
        if (source == 0 || !has_ended(aplic, source)) {
            return source;
        }
    }
    return 0;
}

static void complete(const struct hal_irq *irq, uint32_t source)
{
    (void)irq;
    (void)source;
}

const struct hal_irq_ops aplic_irq_ops = {
    .reset = reset,
    .enable = enable,
    .set_priority = set_priority,
    .set_threshold = set_threshold,
    .get_priority = get_priority,
    .get_threshold = get_threshold,
    .claim = claim,
    .complete = complete,
};

int aplic_set_mode(const struct aplic *aplic, uint32_t source, enum aplic_mode mode)
{
    if (source == 0 || source > aplic->irq.sources) {
        return HAL_ERR_INVALID;
    }
    reg_rw32 *const config = &regs_of(aplic)->sourcecfg[source - 1];
    reg_write(config, mode);
    const uint32_t kept = reg_read(config);
    aplic->sources[source].is_level = kept == APLIC_HIGH || kept == APLIC_LOW;
    /* What was pending before is no edge. */
    reg_write(&regs_of(aplic)->clripnum, source);
    return kept == mode ? HAL_OK : HAL_ERR_UNSUPPORTED;
}
