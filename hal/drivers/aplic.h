/* SPDX-License-Identifier: MIT */
/** @file
 * RISC-V APLIC in direct delivery mode (RISC-V Advanced Interrupt Architecture 1.0, chapter 4). An
 * instance is an interrupt domain, such as that of machine mode, whose sources all interrupt one
 * hart: a reset and an enable are the domain's. There is one instance for a domain.
 *
 * Sources are taken as active-high levels, as those of most devices; aplic_set_mode changes one.
 * A level is pending while its line is active, so a handler must make its device quiet.
 *
 * The hardware's priority numbers begin with 1 as the highest. Those of <hal/irq.h> grow with the
 * priority, and the driver converts them.
 */
#ifndef APLIC_H
#define APLIC_H

#include <hal/irq.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the driver remembers of a source. */
struct aplic_source {
    uint8_t priority; /**< As in <hal/irq.h>; 0 keeps the source disabled. */
    bool enabled;     /**< As hal_irq_enable was told. */
    bool is_level;    /**< By its mode. */
};

/** The mutable state of a domain. */
struct aplic_state {
    uint8_t levels;    /**< How many priorities the hardware has, 1 to 255. */
    uint8_t threshold; /**< As in <hal/irq.h>. */
};

/** A domain; constant. Defined by APLIC_DEFINE. */
struct aplic {
    struct hal_irq irq;           /**< With aplic_irq_ops and the board's sources. */
    uintptr_t base;               /**< The address of the domain's registers. */
    uint32_t hart;                /**< The hart index of the domain; 0 to 16383. */
    struct aplic_source *sources; /**< irq.sources + 1 of them. */
    struct aplic_state *state;    /**< Not shared. */
};

/** The @c irq.ops of every instance. */
extern const struct hal_irq_ops aplic_irq_ops;

/**
 * Defines @p name, the domain at @p base_address for the hart with index @p number (0 to 16383),
 * and the static data for its sources 1 to @p count (1 to 1023). Use it at file scope.
 */
#define APLIC_DEFINE(name, base_address, number, count)     \
    static struct hal_irq_slot name##_slots[(count) + 1];   \
    static struct aplic_source name##_sources[(count) + 1]; \
    static struct aplic_state name##_state;                 \
    const struct aplic name = {                             \
        .irq = {&aplic_irq_ops, name##_slots, count},       \
        .base = base_address,                               \
        .hart = number,                                     \
        .sources = name##_sources,                          \
        .state = &name##_state,                             \
    }

/** When a source is pending (AIA, section 4.5.2). */
enum aplic_mode {
    APLIC_RISING = 4,  /**< From a rising edge on, until it is claimed. */
    APLIC_FALLING = 5, /**< From a falling edge on, until it is claimed. */
    APLIC_HIGH = 6,    /**< While the line is high. */
    APLIC_LOW = 7,     /**< While the line is low. */
};

/**
 * Sets the mode of @p source, after hal_irq_reset and while the source is disabled.
 *
 * @return HAL_OK; HAL_ERR_INVALID (untouched) if the source doesn't exist; HAL_ERR_UNSUPPORTED if
 * the domain does not have it in this mode: the source is then in the mode that the register kept.
 */
HAL_NODISCARD int aplic_set_mode(const struct aplic *aplic, uint32_t source, enum aplic_mode mode);

#ifdef __cplusplus
}
#endif

#endif
