/* SPDX-License-Identifier: MIT */
/*
 * APLIC, MSI delivery, and one hart's IMSIC. Both enable a source: the APLIC only sends messages of
 * enabled sources, and the interrupt file ignores one that was on its way when its source was
 * disabled. Source and registers change in one critical section, since a handler may change its
 * source too, and because miselect and mireg are two steps.
 */
#include <hal/critical.h>
#include <imsic_internal.h>

enum {
    PAGE_SHIFT = 12,
    LHXW_SHIFT = 12, /* in mmsiaddrcfgh: how many bits of the hart index are in the address */
};

static void reset(const struct hal_irq *irq)
{
    const struct imsic *const imsic = imsic_device(irq);
    struct aplic_regs *const r = imsic_regs_of(imsic);

    reg_write(&r->domaincfg, APLIC_DOMAIN_MSI);
    reg_write(&r->mmsiaddrcfg, (uint32_t)(imsic->files >> PAGE_SHIFT));
    reg_write(&r->mmsiaddrcfgh, (uint32_t)((uint64_t)imsic->files >> PAGE_SHIFT >> 32) |
                                    imsic->hart_bits << LHXW_SHIFT);
    for (uint32_t source = 1; source <= irq->sources; source++) {
        reg_write(&r->sourcecfg[source - 1], APLIC_HIGH);
        imsic->sources[source] = (struct imsic_source){.is_level = true};
    }
    /* QEMU 7.2 begins with arbitrary enables, and ignores this while a source is inactive. */
    for (uint32_t i = 0; i <= irq->sources / APLIC_BITS; i++) {
        reg_write(&r->clrie[i], UINT32_MAX);
    }
    for (uint32_t i = 0; i <= imsic->identities; i++) {
        imsic->source_of[i] = 0;
    }
    *imsic->state = (struct imsic_state){0};
    imsic_init(imsic->identities);
    reg_write(&r->domaincfg, APLIC_DOMAIN_ENABLE | APLIC_DOMAIN_MSI);
}

/* Call in a critical section. A level may be active since before its mode, or the reset. */
void imsic_update(const struct imsic *imsic, uint32_t source)
{
    const struct imsic_source *const it = &imsic->sources[source];
    struct aplic_regs *const r = imsic_regs_of(imsic);
    const bool is_on = it->enabled && it->identity != 0;

    if (it->identity != 0) {
        (void)imsic_change(IMSIC_EIE0, it->identity, is_on);
    }
    reg_write(is_on ? &r->setienum : &r->clrienum, source);
    if (is_on && it->is_level && !it->is_claimed) {
        imsic_send_again(imsic, source);
    }
}

static void enable(const struct hal_irq *irq, uint32_t source, bool enabled)
{
    const struct imsic *const imsic = imsic_device(irq);
    const unsigned long state = hal_critical_enter();

    imsic->sources[source].enabled = enabled;
    imsic_update(imsic, source);
    hal_critical_exit(state);
}

/* The file masks identities from eithreshold on; 0 masks none. */
static int set_threshold(const struct hal_irq *irq, uint32_t threshold)
{
    const struct imsic *const imsic = imsic_device(irq);
    const uint32_t achieved = imsic_capped(threshold);
    const unsigned long state = hal_critical_enter();

    imsic->state->threshold = (uint8_t)achieved;
    hal_imsic_write(IMSIC_EITHRESHOLD, achieved != 0 ? imsic_first_identity(imsic, achieved) : 0);
    hal_critical_exit(state);
    return (int)achieved;
}

static uint32_t get_priority(const struct hal_irq *irq, uint32_t source)
{
    return imsic_device(irq)->sources[source].priority;
}

static uint32_t get_threshold(const struct hal_irq *irq)
{
    return imsic_device(irq)->state->threshold;
}

/* A level whose line is inactive: a message that was sent before the device was served. */
static bool has_ended(const struct imsic *imsic, uint32_t source)
{
    return imsic->sources[source].is_level &&
           (reg_read(&imsic_regs_of(imsic)->clrip[source / APLIC_BITS]) >> source % APLIC_BITS &
            1) == 0;
}

/* An IPI that arrives here becomes what its entry would have made of it. */
static uint32_t claim(const struct hal_irq *irq)
{
    const struct imsic *const imsic = imsic_device(irq);

    for (uint32_t tries = 0; tries <= imsic->identities; tries++) {
        const uint32_t identity = hal_imsic_claim() >> IMSIC_TOP_SHIFT;
        const uint32_t source = identity <= imsic->identities ? imsic->source_of[identity] : 0;
        if (identity == 0) {
            return 0;
        }
        if (identity == IMSIC_IPI) {
            hal_imsic_set_software(true);
        } else if (source != 0 && !has_ended(imsic, source)) {
            imsic->sources[source].is_claimed = true;
            return source;
        }
    }
    return 0;
}

/* A level is sent once, at its edge. If it is still active, only this sends it again (AIA, 4.9.2).
 */
static void complete(const struct hal_irq *irq, uint32_t source)
{
    const struct imsic *const imsic = imsic_device(irq);

    if (source != 0 && source <= irq->sources) {
        const unsigned long state = hal_critical_enter();
        imsic->sources[source].is_claimed = false;
        if (imsic->sources[source].is_level) {
            imsic_send_again(imsic, source);
        }
        hal_critical_exit(state);
    }
}

const struct hal_irq_ops imsic_irq_ops = {
    .reset = reset,
    .enable = enable,
    .set_priority = imsic_set_priority,
    .set_threshold = set_threshold,
    .get_priority = get_priority,
    .get_threshold = get_threshold,
    .claim = claim,
    .complete = complete,
};
