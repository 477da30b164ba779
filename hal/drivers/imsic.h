/* SPDX-License-Identifier: MIT */
/** @file
 * An APLIC in MSI delivery mode and the IMSICs of the harts (RISC-V Advanced Interrupt Architecture
 * 1.0, chapters 3 and 4). The APLIC sends a message for each wired source. The message makes an
 * identity pending in the interrupt file of a hart, which interrupts that hart.
 *
 * An instance is an APLIC's domain whose sources all interrupt one hart. Call the functions of
 * <hal/irq.h> on that hart: its interrupt file is in its control and status registers. Other harts'
 * files serve IPIs only.
 *
 * - An identity is a priority: the lower number comes first. Identity 1 is the IPI's. The others
 *   are shared out among IMSIC_PRIORITIES, and a source gets one when its priority is set. If all
 *   identities of a priority are in use, hal_irq_set_priority returns HAL_ERR_UNSUPPORTED. There
 *   are (identities - 1) / IMSIC_PRIORITIES of each.
 * - A threshold never masks IPIs.
 * - The APLIC sends one message for a level. hal_irq_dispatch and hal_irq_dispatch_one complete
 *   the source, and that sends another one if the line is still active.
 * - A priority that changes while a message is on its way to the hart may lose that message if the
 *   source is an edge. A level is sent anew.
 */
#ifndef IMSIC_H
#define IMSIC_H

#include <aplic.h>
#include <assert.h>
#include <hal/irq.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The highest priority; <hal/irq.h>. */
enum {
    IMSIC_PRIORITIES = 7,
};

/** What the driver remembers of a source. */
struct imsic_source {
    uint16_t identity; /**< 0 for none. */
    uint8_t priority;  /**< As in <hal/irq.h>. */
    bool enabled;      /**< As hal_irq_enable was told. */
    bool is_level;     /**< By its mode. */
    bool is_claimed;   /**< Until it is completed. */
};

/** The mutable state of a domain. */
struct imsic_state {
    uint8_t threshold; /**< As in <hal/irq.h>. */
};

/** A domain and the interrupt files of its harts; constant. Defined by IMSIC_DEFINE. */
struct imsic {
    struct hal_irq irq;           /**< With imsic_irq_ops and the board's sources. */
    uintptr_t aplic;              /**< The address of the domain's registers. */
    uintptr_t files;              /**< The address of hart index 0's machine-level file. */
    uint32_t hart_bits;           /**< Files follow each other for hart indices of so many bits. */
    uint32_t hart;                /**< The hart index that the sources interrupt. */
    uint32_t identities;          /**< The highest identity; 63 to 2047. */
    struct imsic_source *sources; /**< irq.sources + 1 of them. */
    uint16_t *source_of;          /**< By identity; identities + 1 of them. */
    struct imsic_state *state;    /**< Not shared. */
};

/** The @c irq.ops of every instance. */
extern const struct hal_irq_ops imsic_irq_ops;

/**
 * Defines @p name, the domain at @p aplic_base with sources 1 to @p count (1 to 1023), and its
 * static data. It interrupts the hart with index @p number. The files begin at @p file_base, a
 * multiple of 4096 << @p bits, with identities 1 to @p highest. Use it at file scope.
 */
#define IMSIC_DEFINE(name, aplic_base, count, file_base, bits, number, highest)            \
    static_assert((highest) >= 63 && (highest) <= 2047, "AIA, section 3.1: 63 to 2047");   \
    static_assert((file_base) % (4096UL << (bits)) == 0, "hart indices are ORed into it"); \
    static struct hal_irq_slot name##_slots[(count) + 1];                                  \
    static struct imsic_source name##_sources[(count) + 1];                                \
    static uint16_t name##_source_of[(highest) + 1];                                       \
    static struct imsic_state name##_state;                                                \
    const struct imsic name = {                                                            \
        .irq = {&imsic_irq_ops, name##_slots, count},                                      \
        .aplic = aplic_base,                                                               \
        .files = file_base,                                                                \
        .hart_bits = bits,                                                                 \
        .hart = number,                                                                    \
        .identities = highest,                                                             \
        .sources = name##_sources,                                                         \
        .source_of = name##_source_of,                                                     \
        .state = &name##_state,                                                            \
    }

/**
 * Lets IPIs, and no source, interrupt the running hart, whose interrupt file has @p identities (63
 * to 2047). For board_init, on the hart of the sources; other harts do it as they park.
 */
void imsic_init(uint32_t identities);

/**
 * Sets the mode of @p source, after hal_irq_reset and while the source is disabled. Call it on the
 * hart that the domain interrupts.
 *
 * @return HAL_OK; HAL_ERR_INVALID (untouched) if the source doesn't exist; HAL_ERR_UNSUPPORTED if
 * the domain does not have it in this mode: the source is then in the mode that the register kept.
 */
HAL_NODISCARD int imsic_set_mode(const struct imsic *imsic, uint32_t source, enum aplic_mode mode);

/**
 * For a board's board_set_software_irq, where a hart's software interrupt is its mip.SSIP. Sets or
 * clears that of the running hart, whose mhartid is its hart index. Any other hart gets an MSI with
 * identity 1, which it turns into its own SSIP (<rt/board.h>); clearing has no effect there. @p
 * files is the address of hart index 0's file. Callable from anywhere.
 */
void imsic_set_software_irq(uintptr_t files, uint32_t hart, bool pending);

#ifdef __cplusplus
}
#endif

#endif
