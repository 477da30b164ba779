/* SPDX-License-Identifier: MIT */
/* Interrupt dispatch common to all controllers. */
#include <hal/critical.h>
#include <hal/irq.h>

static bool is_source(const struct hal_irq *irq, uint32_t source)
{
    return source != 0 && source <= irq->sources;
}

int hal_irq_attach(const struct hal_irq *irq, uint32_t source, hal_irq_handler *handler,
                   void *context)
{
    if (!is_source(irq, source)) {
        return HAL_ERR_INVALID;
    }
    /* A critical section, so that no handler is called with another one's context. */
    const unsigned long state = hal_critical_enter();
    irq->slots[source] = (struct hal_irq_slot){handler, context};
    hal_critical_exit(state);
    return HAL_OK;
}

int hal_irq_enable(const struct hal_irq *irq, uint32_t source, bool enabled)
{
    if (!is_source(irq, source)) {
        return HAL_ERR_INVALID;
    }
    irq->ops->enable(irq, source, enabled);
    return HAL_OK;
}

int hal_irq_set_priority(const struct hal_irq *irq, uint32_t source, uint32_t priority)
{
    return is_source(irq, source) ? irq->ops->set_priority(irq, source, priority) : HAL_ERR_INVALID;
}

static void call(hal_irq_handler *handler, void *context)
{
    handler(context);
}

/*
 * Disables the source and returns false if it has no handler. Inline, so that the call of a known
 * @p run is direct. Needs no barrier between the two reads because the slot is changed on this hart
 * only.
 */
static inline bool serve(const struct hal_irq *irq, uint32_t source, hal_irq_runner *run)
{
    const struct hal_irq_slot *slot = &irq->slots[is_source(irq, source) ? source : 0];
    hal_irq_handler *handler = __atomic_load_n(&slot->handler, __ATOMIC_RELAXED);
    if (handler != 0) {
        run(handler, __atomic_load_n(&slot->context, __ATOMIC_RELAXED));
    } else if (is_source(irq, source)) {
        irq->ops->enable(irq, source, false);
    }
    irq->ops->complete(irq, source);
    return handler != 0;
}

uint32_t hal_irq_dispatch(const struct hal_irq *irq)
{
    for (uint32_t calls = 0; calls <= irq->sources; calls++) {
        const uint32_t source = irq->ops->claim(irq);
        if (source == 0) {
            break;
        }
        if (!serve(irq, source, call)) {
            return source;
        }
    }
    return 0;
}

uint32_t hal_irq_dispatch_one(const struct hal_irq *irq, hal_irq_runner *run)
{
    const uint32_t source = irq->ops->claim(irq);
    if (source == 0) {
        return 0;
    }
    /* A claim may return a source of a priority below the threshold; don't lower it then. */
    const uint32_t threshold = irq->ops->get_threshold(irq);
    const uint32_t priority = is_source(irq, source) ? irq->ops->get_priority(irq, source) : 0;
    if (priority > threshold) {
        (void)irq->ops->set_threshold(irq, priority);
    }
    const bool served = serve(irq, source, run);
    (void)irq->ops->set_threshold(irq, threshold);
    return served ? 0 : source;
}
