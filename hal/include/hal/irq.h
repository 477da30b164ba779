/* SPDX-License-Identifier: MIT */
/** @file
 * An interrupt controller as one hart sees it: sources with priorities, a threshold, handlers.
 *
 * Sources are numbered from 1. A source interrupts while it is enabled and its priority is above
 * the threshold. The hart's external-interrupt handler calls hal_irq_dispatch or
 * hal_irq_dispatch_one; the handlers they call may use everything here, on their own source too.
 */
#ifndef HAL_IRQ_H
#define HAL_IRQ_H

#include <hal/status.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Serves a source; @p context is what was given to hal_irq_attach. */
typedef void hal_irq_handler(void *context);

/** The handler of a source. The board has an array of them: one for each source and one for 0. */
struct hal_irq_slot {
    hal_irq_handler *handler; /**< NULL for none. */
    void *context;            /**< Handed to the handler. */
};

struct hal_irq;

/** What a driver provides, for sources that exist: the functions below have looked. */
struct hal_irq_ops {
    void (*reset)(const struct hal_irq *irq); /**< See hal_irq_reset. */
    /** See hal_irq_enable. */
    void (*enable)(const struct hal_irq *irq, uint32_t source, bool enabled);
    /** See hal_irq_set_priority. */
    int (*set_priority)(const struct hal_irq *irq, uint32_t source, uint32_t priority);
    /** See hal_irq_set_threshold. */
    int (*set_threshold)(const struct hal_irq *irq, uint32_t threshold);
    uint32_t (*get_priority)(const struct hal_irq *irq, uint32_t source); /**< The priority set. */
    uint32_t (*get_threshold)(const struct hal_irq *irq);                 /**< The threshold set. */
    /** Takes and returns the waiting source of highest priority; 0 when none waits. */
    uint32_t (*claim)(const struct hal_irq *irq);
    /** Lets a claimed source interrupt again. */
    void (*complete)(const struct hal_irq *irq, uint32_t source);
};

/** A controller: the first member of each driver's own struct. */
struct hal_irq {
    const struct hal_irq_ops *ops; /**< The driver's. */
    struct hal_irq_slot *slots;    /**< sources + 1 of them. */
    uint32_t sources;              /**< The highest source number. */
};

/** Disables all sources for this hart and lowers the threshold to 0. Call it first. */
static inline void hal_irq_reset(const struct hal_irq *irq)
{
    irq->ops->reset(irq);
}

/**
 * Makes @p handler the one for @p source, which stays disabled or enabled as it was: no handler is
 * ever called with another one's context. NULL takes the handler away: disable the source first.
 * Callable from anywhere on the hart that @p irq interrupts, the source's own handler too.
 *
 * @return 0, or HAL_ERR_INVALID for a source that doesn't exist.
 */
HAL_NODISCARD int hal_irq_attach(const struct hal_irq *irq, uint32_t source,
                                 hal_irq_handler *handler, void *context);

/** Lets @p source interrupt this hart, or no longer. Returns 0, or HAL_ERR_INVALID (untouched). */
HAL_NODISCARD int hal_irq_enable(const struct hal_irq *irq, uint32_t source, bool enabled);

/**
 * Sets the priority of @p source for all harts; 0 never interrupts.
 *
 * @return the priority achieved, which is the highest there is if @p priority is above it; or
 * HAL_ERR_INVALID (untouched).
 */
HAL_NODISCARD int hal_irq_set_priority(const struct hal_irq *irq, uint32_t source,
                                       uint32_t priority);

/** Holds back sources of this priority and lower. Returns the threshold achieved. */
HAL_NODISCARD static inline int hal_irq_set_threshold(const struct hal_irq *irq, uint32_t threshold)
{
    return irq->ops->set_threshold(irq, threshold);
}

/**
 * Calls the handler of every source that waits, highest priority first, at most one call more
 * than there are sources, so that it ends. No waiting source is no error.
 *
 * @return 0, or the number of a source without a handler, which has been disabled.
 */
HAL_NODISCARD uint32_t hal_irq_dispatch(const struct hal_irq *irq);

/** Calls @p handler with @p context, and may enable interrupts while it runs. */
typedef void hal_irq_runner(hal_irq_handler *handler, void *context);

/**
 * Has @p run call the handler of the one source of highest priority that waits, with the threshold
 * raised to that priority: only a source above it can preempt the handler. The threshold is
 * restored afterwards. It serves one source a call: the next that waits may be below what was
 * interrupted. No waiting source is no error. <rt/irq_controller.h> is made of this.
 *
 * @return 0, or the number of a source without a handler, which has been disabled.
 */
HAL_NODISCARD uint32_t hal_irq_dispatch_one(const struct hal_irq *irq, hal_irq_runner *run);

#ifdef __cplusplus
}
#endif

#endif
