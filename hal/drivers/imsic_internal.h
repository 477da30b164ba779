/* SPDX-License-Identifier: MIT */
/** @file
 * What the driver's files share; for them alone. See imsic.c.
 */
#ifndef IMSIC_INTERNAL_H
#define IMSIC_INTERNAL_H

#include <aplic_internal.h>
#include <assert.h>
#include <hal/imsic.h>
#include <imsic.h>

/** @cond internal */

enum {
    IMSIC_EIDELIVERY = 0x70,
    IMSIC_EITHRESHOLD = 0x72,
    IMSIC_EIP0 = 0x80,
    IMSIC_EIE0 = 0xc0,
    IMSIC_IPI = 1, /* also in src/trap/msi.S */
    IMSIC_TOP_SHIFT = 16,
    IMSIC_FILE_SIZE = 4096,
};

static inline const struct imsic *imsic_device(const struct hal_irq *irq)
{
    static_assert(__builtin_offsetof(struct imsic, irq) == 0, "the interface comes first");
    return (const struct imsic *)irq;
}

static inline struct aplic_regs *imsic_regs_of(const struct imsic *imsic)
{
    return (struct aplic_regs *)imsic->aplic;
}

/* The register of an array of bits that has an identity. They are numbered by words of 32 bits. */
static inline unsigned long imsic_word_of(unsigned long array, uint32_t identity)
{
    return array + identity / HAL_IMSIC_BITS * (HAL_IMSIC_BITS / 32);
}

/* Returns whether the bit was set. Call in a critical section. */
static inline bool imsic_change(unsigned long array, uint32_t identity, bool value)
{
    const unsigned long bit = 1UL << identity % HAL_IMSIC_BITS;

    return (hal_imsic_change(imsic_word_of(array, identity), bit, value) & bit) != 0;
}

static inline uint32_t imsic_width(const struct imsic *imsic)
{
    return (imsic->identities - IMSIC_IPI) / IMSIC_PRIORITIES;
}

static inline uint32_t imsic_first_identity(const struct imsic *imsic, uint32_t priority)
{
    return IMSIC_IPI + 1 + (IMSIC_PRIORITIES - priority) * imsic_width(imsic);
}

static inline uint32_t imsic_capped(uint32_t level)
{
    return level < IMSIC_PRIORITIES ? level : (uint32_t)IMSIC_PRIORITIES;
}

/* Call in a critical section. The APLIC ignores a set pending bit of a level that is inactive. */
static inline void imsic_send_again(const struct imsic *imsic, uint32_t source)
{
    reg_write(&imsic_regs_of(imsic)->setipnum, source);
}

/* Call in a critical section. */
void imsic_update(const struct imsic *imsic, uint32_t source);

int imsic_set_priority(const struct hal_irq *irq, uint32_t source, uint32_t priority);

/** @endcond */

#endif
