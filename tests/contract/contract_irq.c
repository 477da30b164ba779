/* SPDX-License-Identifier: MIT */
/* The contract of <hal/irq.h>, by polling. The caller has interrupts off. */
#include "contract.h"

enum {
    ROUNDS = 1000,
};

/* State shared with the handlers. */
struct course {
    const struct hal_irq *irq;
    const struct contract_source *source;
    unsigned calls;
};

static void serve(void *context)
{
    struct course *course = context;
    course->calls++;
    course->source->lower();
}

static void serve_and_disable(void *context)
{
    struct course *course = context;
    serve(context);
    hal_ignore(hal_irq_enable(course->irq, course->source->number, false));
}

static void run(hal_irq_handler *handler, void *context)
{
    handler(context);
}

static const char *check_bounds(const struct hal_irq *irq)
{
    const uint32_t absent[] = {0, irq->sources + 1, UINT32_MAX};
    for (unsigned i = 0; i < sizeof(absent) / sizeof(absent[0]); i++) {
        CONTRACT_REFUSED(hal_irq_attach(irq, absent[i], serve, NULL));
        CONTRACT_REFUSED(hal_irq_enable(irq, absent[i], true));
        CONTRACT_REFUSED(hal_irq_set_priority(irq, absent[i], 1));
    }
    CONTRACT(hal_irq_dispatch(irq) == 0);
    CONTRACT(hal_irq_dispatch_one(irq, run) == 0);
    return NULL;
}

static const char *check_levels(const struct hal_irq *irq, uint32_t number)
{
    const int highest = hal_irq_set_priority(irq, number, UINT32_MAX);
    CONTRACT(highest >= 1);
    CONTRACT(hal_irq_set_priority(irq, number, (uint32_t)highest) == highest);
    CONTRACT(hal_irq_set_priority(irq, number, 0) == 0);
    CONTRACT(hal_irq_set_priority(irq, number, 1) == 1);
    const int threshold = hal_irq_set_threshold(irq, UINT32_MAX);
    CONTRACT(threshold >= highest);
    CONTRACT(hal_irq_set_threshold(irq, 0) == 0);
    return NULL;
}

/* A source waits while it is disabled or of priority 0, and is served once. */
static const char *check_service(const struct hal_irq *irq, const struct contract_source *source)
{
    struct course course = {irq, source, 0};
    CONTRACT(hal_irq_attach(irq, source->number, serve, &course) == HAL_OK);
    source->raise();
    CONTRACT(hal_irq_dispatch(irq) == 0 && course.calls == 0);
    CONTRACT(hal_irq_set_priority(irq, source->number, 0) == 0);
    CONTRACT(hal_irq_enable(irq, source->number, true) == HAL_OK);
    CONTRACT(hal_irq_dispatch(irq) == 0 && course.calls == 0);
    CONTRACT(hal_irq_set_priority(irq, source->number, 1) == 1);
    CONTRACT(hal_irq_dispatch(irq) == 0 && course.calls == 1);
    CONTRACT(hal_irq_dispatch(irq) == 0 && course.calls == 1);
    source->raise();
    CONTRACT(hal_irq_dispatch_one(irq, run) == 0 && course.calls == 2);
    CONTRACT(hal_irq_dispatch_one(irq, run) == 0 && course.calls == 2);
    return NULL;
}

/* A controller may ignore the completion of a source that is disabled at that moment. */
static const char *check_disabling(const struct hal_irq *irq, const struct contract_source *source)
{
    struct course course = {irq, source, 0};
    CONTRACT(hal_irq_attach(irq, source->number, serve_and_disable, &course) == HAL_OK);
    for (unsigned round = 1; round <= ROUNDS; round++) {
        CONTRACT(hal_irq_enable(irq, source->number, true) == HAL_OK);
        source->raise();
        CONTRACT(hal_irq_dispatch(irq) == 0 && course.calls == round);
        source->raise();
        CONTRACT(hal_irq_dispatch(irq) == 0 && course.calls == round);
        source->lower();
    }
    return NULL;
}

static const char *check_nobody(const struct hal_irq *irq, const struct contract_source *source)
{
    CONTRACT(hal_irq_attach(irq, source->number, NULL, NULL) == HAL_OK);
    CONTRACT(hal_irq_enable(irq, source->number, true) == HAL_OK);
    source->raise();
    CONTRACT(hal_irq_dispatch(irq) == source->number);
    source->raise();
    CONTRACT(hal_irq_dispatch(irq) == 0);
    source->lower();
    return NULL;
}

const char *contract_irq(const struct hal_irq *irq, const struct contract_source *source)
{
    hal_irq_reset(irq);
    const char *failure = check_bounds(irq);
    failure = failure == NULL ? check_levels(irq, source->number) : failure;
    failure = failure == NULL ? check_service(irq, source) : failure;
    failure = failure == NULL ? check_disabling(irq, source) : failure;
    return failure == NULL ? check_nobody(irq, source) : failure;
}
