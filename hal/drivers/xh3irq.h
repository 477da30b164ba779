/* SPDX-License-Identifier: MIT */
/** @file
 * The interrupt controller of Hazard3 cores (extension Xh3irq), which is registers of the core:
 * each hart has one of its own, and the functions of hal/irq.h act on that of the hart that calls
 * them. Follows "Hazard3", chapter "Custom Interrupt Handling CSRs".
 *
 * Source n is the core's interrupt n - 1, because hal/irq.h has no source 0. XH3IRQ_SOURCE is the
 * source's number. Priorities are 1 to 16, thresholds 0 to 16.
 */
#ifndef XH3IRQ_H
#define XH3IRQ_H

#include <hal/irq.h>
#include <hal/xh3irq_csr.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A controller; constant. Defined by XH3IRQ_DEFINE. */
struct xh3irq {
    struct hal_irq irq;  /**< With xh3irq_ops and the chip's number of interrupts. */
    uint32_t *wanted;    /**< A bit for each source that is enabled, irq.sources / 32 + 1 words. */
    uint32_t *silent;    /**< A bit for each source of priority 0, as many words. */
    uint32_t *threshold; /**< 0 to 16. */
};

/** The source of the core's interrupt @p number, 0 to 511. */
#define XH3IRQ_SOURCE(number) ((number) + 1)

/** The @c irq.ops of every instance. */
extern const struct hal_irq_ops xh3irq_ops;

/** Makes the core's interrupt @p number, 0 to 511, of this hart pending until it is claimed. */
static inline void xh3irq_pend(uint32_t number)
{
    hal_xh3irq_force(UINT32_C(1) << (16 + number % 16) | number / 16);
}

/** Defines @p name, the controller of a hart with @p count interrupts, at most 512. At file scope.
 */
#define XH3IRQ_DEFINE(name, count)                        \
    static uint32_t name##_wanted[(count) / 32 + 1];      \
    static uint32_t name##_silent[(count) / 32 + 1];      \
    static uint32_t name##_threshold;                     \
    static struct hal_irq_slot name##_slots[(count) + 1]; \
    const struct xh3irq name = {                          \
        .irq = {&xh3irq_ops, name##_slots, count},        \
        .wanted = name##_wanted,                          \
        .silent = name##_silent,                          \
        .threshold = &name##_threshold,                   \
    }

#ifdef __cplusplus
}
#endif

#endif
