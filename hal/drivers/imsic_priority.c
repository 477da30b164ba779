/* SPDX-License-Identifier: MIT */
/* IMSIC: the identities that sources of a priority have. See imsic.c. */
#include <hal/critical.h>
#include <imsic_internal.h>

/* Returns 0 if none is free. */
static uint32_t find_free(const struct imsic *imsic, uint32_t priority)
{
    const uint32_t first = imsic_first_identity(imsic, priority);

    for (uint32_t identity = first; identity < first + imsic_width(imsic); identity++) {
        if (imsic->source_of[identity] == 0) {
            return identity;
        }
    }
    return 0;
}

/* Call in a critical section. What was pending becomes pending in the APLIC once more. */
static void move(const struct imsic *imsic, uint32_t source, uint32_t identity)
{
    struct imsic_source *const it = &imsic->sources[source];
    const uint32_t old = it->identity;
    bool was_pending = false;

    if (old != 0) {
        reg_write(&imsic_regs_of(imsic)->clrienum, source);
        (void)imsic_change(IMSIC_EIE0, old, false);
        was_pending = imsic_change(IMSIC_EIP0, old, false);
        imsic->source_of[old] = 0;
    }
    it->identity = (uint16_t)identity;
    if (identity != 0) {
        imsic->source_of[identity] = (uint16_t)source;
        (void)imsic_change(IMSIC_EIP0, identity, false);
        reg_write(&imsic_regs_of(imsic)->target[source - 1],
                  imsic->hart << APLIC_TARGET_HART_SHIFT | identity);
    }
    imsic_update(imsic, source);
    if (was_pending) {
        imsic_send_again(imsic, source);
    }
}

int imsic_set_priority(const struct hal_irq *irq, uint32_t source, uint32_t priority)
{
    const struct imsic *const imsic = imsic_device(irq);
    const uint32_t wanted = imsic_capped(priority);
    const unsigned long state = hal_critical_enter();
    int achieved = (int)wanted;

    if (wanted != imsic->sources[source].priority) {
        const uint32_t identity = wanted != 0 ? find_free(imsic, wanted) : 0;
        if (wanted == 0 || identity != 0) {
            imsic->sources[source].priority = (uint8_t)wanted;
            move(imsic, source, identity);
        } else {
            achieved = HAL_ERR_UNSUPPORTED;
        }
    }
    hal_critical_exit(state);
    return achieved;
}
