/* SPDX-License-Identifier: MIT */
/** @file
 * RISC-V PLIC (RISC-V Platform-Level Interrupt Controller Specification 1.0.0). An instance is one
 * context: one hart at one privilege level.
 */
#ifndef PLIC_H
#define PLIC_H

#include <hal/irq.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A context; constant. Defined by PLIC_DEFINE. */
struct plic {
    struct hal_irq irq;  /**< With plic_irq_ops and the board's sources. */
    uintptr_t base;      /**< The address of the controller's priority registers. */
    uintptr_t enables;   /**< The context's enable registers: base + PLIC_ENABLES(number). */
    uintptr_t control;   /**< Its threshold and claim registers: base + PLIC_CONTROL(number). */
    uint32_t *enabled;   /**< Copies of the enable registers, irq.sources / 32 + 1 words. */
    uint32_t *threshold; /**< Copy of the threshold register. */
};

/** The offset of the registers of context @p number, 0 to 15871. */
#define PLIC_ENABLES(number) (0x2000 + 0x80 * (number))
/** @copydoc PLIC_ENABLES */
#define PLIC_CONTROL(number) (0x200000 + 0x1000 * (number))

/** The @c irq.ops of every instance. */
extern const struct hal_irq_ops plic_irq_ops;

/**
 * Defines @p name, context @p number of the controller at @p base_address, and the static data for
 * its sources 1 to @p sources. Use it at file scope.
 */
#define PLIC_DEFINE(name, base_address, number, sources) \
    PLIC_DEFINE_AT(name, base_address, base_address, number, sources)

/** The same, with the register of source 0's priority at an address of its own. */
#define PLIC_DEFINE_AT(name, base_address, priorities, number, sources) \
    static uint32_t name##_enabled[(sources) / 32 + 1];                 \
    static uint32_t name##_threshold;                                   \
    static struct hal_irq_slot name##_slots[(sources) + 1];             \
    const struct plic name = {                                          \
        .irq = {&plic_irq_ops, name##_slots, sources},                  \
        .base = priorities,                                             \
        .enables = (base_address) + PLIC_ENABLES(number),               \
        .control = (base_address) + PLIC_CONTROL(number),               \
        .enabled = name##_enabled,                                      \
        .threshold = &name##_threshold,                                 \
    }

/** Disables all sources for this context and sets its threshold to 0. Call it first. */
void plic_init(const struct plic *plic);

#ifdef __cplusplus
}
#endif

#endif
