/* SPDX-License-Identifier: MIT */
/** @file
 * Lock-free changes to bits of a register that main code and handlers share.
 *
 * A read-modify-write of the register would lose a change that an interrupt makes in between. Here
 * the intended value is in memory and is changed atomically. It is then copied to the register, and
 * again if it changed in between. The register may hold an outdated value for a moment.
 */
#ifndef HAL_SHADOW_H
#define HAL_SHADOW_H

#include <hal/mmio.h>

/** Copies @p shadow to @p reg; repeats if it was changed in between. */
static inline void shadow_publish(const uint32_t *shadow, reg_rw32 *reg)
{
    uint32_t value;
    do {
        value = __atomic_load_n(shadow, __ATOMIC_SEQ_CST);
        reg_write(reg, value);
    } while (__atomic_load_n(shadow, __ATOMIC_SEQ_CST) != value);
}

/** Sets the bits @p mask in @p shadow and in the register @p reg. Callable from anywhere. */
static inline void shadow_set(uint32_t *shadow, reg_rw32 *reg, uint32_t mask)
{
    (void)__atomic_fetch_or(shadow, mask, __ATOMIC_SEQ_CST);
    shadow_publish(shadow, reg);
}

/** Clears the bits @p mask in @p shadow and in the register @p reg. Callable from anywhere. */
static inline void shadow_clear(uint32_t *shadow, reg_rw32 *reg, uint32_t mask)
{
    (void)__atomic_fetch_and(shadow, ~mask, __ATOMIC_SEQ_CST);
    shadow_publish(shadow, reg);
}

/** Inverts the bits @p mask in @p shadow and in the register @p reg. Callable from anywhere. */
static inline void shadow_toggle(uint32_t *shadow, reg_rw32 *reg, uint32_t mask)
{
    (void)__atomic_fetch_xor(shadow, mask, __ATOMIC_SEQ_CST);
    shadow_publish(shadow, reg);
}

#endif
