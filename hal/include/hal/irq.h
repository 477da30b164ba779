/* SPDX-License-Identifier: MIT */
/** @file
 * An interrupt controller as one hart sees it: sources with priorities, a threshold and handlers.
 *
 * Sources are numbered from 1. A source interrupts while it is enabled and its priority is above
 * the threshold. The hart's external-interrupt handler calls hal_irq_dispatch or
 * hal_irq_dispatch_one. The functions here are callable from anywhere on that hart. Handlers may
 * use them for their own source too.
 */
#ifndef HAL_IRQ_H
#define HAL_IRQ_H

#include <hal/status.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Serves a source; @p context was passed to hal_irq_attach. */
typedef void hal_irq_handler(void *context);

/** The handler of a source. The board has an array of them, indexed by source, 0 included. */
struct hal_irq_slot {
    hal_irq_handler *handler; /**< NULL for none. */
    void *context;            /**< Passed to the handler. */
};

struct hal_irq;

/** Implemented by a driver. The functions below pass only existing sources. */
struct hal_irq_ops {
    void (*reset)(const struct hal_irq *irq); /**< See hal_irq_reset. */
    /** See hal_irq_enable. */
    void (*enable)(const struct hal_irq *irq, uint32_t source, bool enabled);
    /** See hal_irq_set_priority. */
    int (*set_priority)(const struct hal_irq *irq, uint32_t source, uint32_t priority);
    /** See hal_irq_set_threshold. */
    int (*set_threshold)(const struct hal_irq *irq, uint32_t threshold);
    uint32_t (*get_priority)(const struct hal_irq *irq, uint32_t source); /**< The priority. */
    uint32_t (*get_threshold)(const struct hal_irq *irq);                 /**< The threshold. */
    /** Claims and returns the pending source of highest priority; 0 if none is pending. */
    uint32_t (*claim)(const struct hal_irq *irq);
    /** Completes a claimed source, so that it may interrupt again. */
    void (*complete)(const struct hal_irq *irq, uint32_t source);
};

/** A controller: the first member of each driver's own struct. */
struct hal_irq {
    const struct hal_irq_ops *ops; /**< Set by the driver. */
    struct hal_irq_slot *slots;    /**< sources + 1 of them. */
    uint32_t sources;              /**< The highest source number. */
};

/** Disables all sources for this hart and sets the threshold to 0. Call it first. */
static inline void hal_irq_reset(const struct hal_irq *irq)
{
    irq->ops->reset(irq);
}

/**
 * Sets the handler and context of @p source atomically. Does not enable or disable the source. NULL
 * removes the handler: disable the source first. Callable from anywhere on the hart that @p irq
 * interrupts, including the source's own handler.
 *
 * @return 0, or HAL_ERR_INVALID if the source doesn't exist.
 */
HAL_NODISCARD int hal_irq_attach(const struct hal_irq *irq, uint32_t source,
                                 hal_irq_handler *handler, void *context);

/** Enables or disables @p source for this hart. Returns 0; HAL_ERR_INVALID if it doesn't exist. */
HAL_NODISCARD int hal_irq_enable(const struct hal_irq *irq, uint32_t source, bool enabled);

/**
 * Sets the priority of @p source for all harts. A source with priority 0 never interrupts.
 *
 * @return the priority achieved, capped at the highest the controller has; HAL_ERR_INVALID
 * (untouched) if the source doesn't exist; or HAL_ERR_UNSUPPORTED (untouched) if the controller can
 * have no further source of this priority (imsic.h).
 */
HAL_NODISCARD int hal_irq_set_priority(const struct hal_irq *irq, uint32_t source,
                                       uint32_t priority);

/** Masks sources of this priority and lower. Returns the threshold achieved. */
HAL_NODISCARD static inline int hal_irq_set_threshold(const struct hal_irq *irq, uint32_t threshold)
{
    return irq->ops->set_threshold(irq, threshold);
}

/**
 * Calls the handler of every pending source, highest priority first. Makes at most one call more
 * than there are sources, so it always returns. It is not an error if no source is pending.
 *
 * @return 0, or the number of a source without a handler, which has been disabled.
 */
HAL_NODISCARD uint32_t hal_irq_dispatch(const struct hal_irq *irq);

/** Calls @p handler with @p context; may enable interrupts while it runs. */
typedef void hal_irq_runner(hal_irq_handler *handler, void *context);

/**
 * Claims the pending source of highest priority, raises the threshold to that priority, and makes
 * @p run call the handler. So only a source of higher priority can preempt the handler. Restores
 * the threshold afterwards. Serves only one source per call because the next pending one may have a
 * lower priority than the interrupted handler. It is not an error if no source is pending.
 * <rt/irq_controller.h> is based on this.
 *
 * @return 0, or the number of a source without a handler, which has been disabled.
 */
HAL_NODISCARD uint32_t hal_irq_dispatch_one(const struct hal_irq *irq, hal_irq_runner *run);

#ifdef __cplusplus
}
#endif

#endif
