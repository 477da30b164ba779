/* SPDX-License-Identifier: MIT */
/* The driver of Hazard3's interrupt controller on modelled registers. */
#include <contract.h>
#include <hal/xh3irq_csr.h>
#include <host_test.h>
#include <string.h>
#include <xh3irq.h>

enum {
    COUNT = 52,
    LEVELS = 16,
    PORT = XH3IRQ_SOURCE(33),
};

static struct {
    bool enabled[COUNT], asks[COUNT], forced[COUNT];
    uint32_t priority[COUNT];
    uint32_t preempt, ppreempt, pppreempt;
    bool mret_restores;
} model;

XH3IRQ_DEFINE(controller, COUNT);
static const struct hal_irq *const irq = &controller.irq;

static void set_enabled(uint32_t window, bool value)
{
    contract_touches++;
    for (unsigned bit = 0; bit < 16; bit++) {
        const uint32_t number = window % 32 * 16 + bit;
        if ((window >> (16 + bit) & 1) != 0) {
            assert_in_range(number, 0, COUNT - 1);
            model.enabled[number] = value;
        }
    }
    assert_int_equal(window & 0xffe0, 0);
}

void hal_xh3irq_enable(uint32_t window)
{
    set_enabled(window, true);
}

void hal_xh3irq_disable(uint32_t window)
{
    set_enabled(window, false);
}

void hal_xh3irq_force(uint32_t window)
{
    for (unsigned bit = 0; bit < 16; bit++) {
        if ((window >> (16 + bit) & 1) != 0) {
            assert_in_range(window % 32 * 16 + bit, 0, COUNT - 1);
            model.forced[window % 32 * 16 + bit] = true;
        }
    }
}

void hal_xh3irq_write_priorities(uint32_t window)
{
    contract_touches++;
    assert_int_equal(window & 0xff80, 0);
    for (unsigned i = 0; i < 4; i++) {
        model.priority[window % 128 * 4 + i] = window >> (16 + 4 * i) & 0xf;
    }
}

uint32_t hal_xh3irq_read_priorities(uint32_t index)
{
    uint32_t window = 0;
    contract_touches++;
    assert_in_range(index, 0, COUNT / 4 - 1);
    for (unsigned i = 0; i < 4; i++) {
        window |= model.priority[index * 4 + i] << (16 + 4 * i);
    }
    return window;
}

/* Returns the interrupt of highest priority, and of these the lowest, or -1. */
static int best(uint32_t least)
{
    int found = -1;
    for (int i = 0; i < COUNT; i++) {
        if (model.enabled[i] && (model.asks[i] || model.forced[i]) && model.priority[i] >= least &&
            (found < 0 || model.priority[i] > model.priority[found])) {
            found = i;
        }
    }
    return found;
}

uint32_t hal_xh3irq_next(void)
{
    contract_touches++;
    const int next = best(model.ppreempt);
    if (next < 0) {
        return UINT32_C(1) << 31;
    }
    model.forced[next] = false;
    return (uint32_t)next * 4;
}

/* Bits 12 to 4 are the number of the last interrupt. */
void hal_xh3irq_write_context(uint32_t context)
{
    contract_touches++;
    assert_int_equal(context & 0xffee, 0x8120);
    model.pppreempt = context >> 28;
    model.ppreempt = context >> 24 & 0xf;
    model.preempt = context >> 16 & 0x1f;
    model.mret_restores = (context & 1) != 0;
}

uint32_t hal_xh3irq_read_context(void)
{
    contract_touches++;
    return model.pppreempt << 28 | model.ppreempt << 24 | model.preempt << 16 | 0x812c |
           model.mret_restores;
}

static bool interrupts(void)
{
    return best(model.preempt) >= 0;
}

static void enter(void)
{
    assert_true(interrupts());
    model.pppreempt = model.ppreempt;
    model.ppreempt = model.preempt & 0xf;
    model.preempt = LEVELS;
    model.mret_restores = true;
}

static void leave(void)
{
    if (model.mret_restores) {
        model.preempt = model.ppreempt;
        model.ppreempt = model.pppreempt;
        model.pppreempt = 0;
    }
    model.mret_restores = false;
}

static void raise(void)
{
    model.asks[PORT - 1] = true;
}

static void lower(void)
{
    model.asks[PORT - 1] = false;
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    memset(controller_slots, 0, sizeof(controller_slots));
    memset(model.enabled, true, sizeof(model.enabled));
    model.preempt = 3;
    hal_irq_reset(irq);
    for (uint32_t source = 1; source <= COUNT; source++) {
        assert_false(model.enabled[source - 1]);
        assert_int_equal(hal_irq_set_priority(irq, source, 1), 1);
    }
    return 0;
}

static void keeps_the_irq_contract(void **state)
{
    (void)state;
    static const struct contract_source port = {PORT, raise, lower};
    assert_string_equal(contract_irq(irq, &port) ?: "", "");
}

static void each_source_has_a_priority_of_its_own(void **state)
{
    (void)state;
    for (uint32_t source = 1; source <= COUNT; source++) {
        const uint32_t priority = source % (LEVELS + 1);
        assert_int_equal(hal_irq_set_priority(irq, source, priority), priority);
    }
    for (uint32_t source = 1; source <= COUNT; source++) {
        assert_int_equal(irq->ops->get_priority(irq, source), source % (LEVELS + 1));
    }
    assert_int_equal(hal_irq_set_priority(irq, 7, 17), 16);
}

static void a_source_of_priority_0_is_not_enabled_in_whatever_order(void **state)
{
    (void)state;
    model.asks[4] = true;
    assert_int_equal(hal_irq_enable(irq, 5, true), HAL_OK);
    assert_true(interrupts());
    assert_int_equal(hal_irq_set_priority(irq, 5, 0), 0);
    assert_false(interrupts());
    assert_int_equal(hal_irq_enable(irq, 5, false), HAL_OK);
    assert_int_equal(hal_irq_set_priority(irq, 5, 2), 2);
    assert_false(interrupts());
    assert_int_equal(hal_irq_set_priority(irq, 5, 0), 0);
    assert_int_equal(hal_irq_enable(irq, 5, true), HAL_OK);
    assert_false(interrupts());
    assert_int_equal(hal_irq_set_priority(irq, 5, 3), 3);
    assert_true(interrupts());
    assert_int_equal(model.priority[4], 2);
}

static void a_source_interrupts_above_the_threshold(void **state)
{
    (void)state;
    model.asks[PORT - 1] = true;
    assert_int_equal(hal_irq_enable(irq, PORT, true), HAL_OK);
    for (uint32_t threshold = 0; threshold <= LEVELS + 1; threshold++) {
        const uint32_t achieved = threshold < LEVELS ? threshold : LEVELS;
        assert_int_equal(hal_irq_set_threshold(irq, threshold), achieved);
        assert_int_equal(irq->ops->get_threshold(irq), achieved);
        for (uint32_t priority = 1; priority <= LEVELS; priority++) {
            assert_int_equal(hal_irq_set_priority(irq, PORT, priority), priority);
            assert_int_equal(interrupts(), priority > threshold);
            assert_int_equal(irq->ops->claim(irq), priority > threshold ? PORT : 0);
        }
    }
}

static bool traps_inside; /* another trap comes while the handler runs */
static unsigned calls, inner_calls;

static void serve_port(void *context)
{
    (void)context;
    calls++;
    assert_false(interrupts());
    model.mret_restores = model.mret_restores && !traps_inside;
    model.asks[PORT - 1] = false;
}

/* At each threshold below the priority, by either call, and after any number of interrupts. */
static void the_threshold_is_the_same_after_an_interrupt(void **state)
{
    (void)state;
    assert_int_equal(hal_irq_attach(irq, PORT, serve_port, NULL), HAL_OK);
    assert_int_equal(hal_irq_set_priority(irq, PORT, LEVELS), LEVELS);
    assert_int_equal(hal_irq_enable(irq, PORT, true), HAL_OK);
    for (uint32_t i = 0; i < 4 * LEVELS; i++) {
        traps_inside = i % 2 != 0;
        assert_int_equal(hal_irq_set_threshold(irq, i / 4), i / 4);
        model.asks[PORT - 1] = true;
        enter();
        assert_int_equal(hal_irq_dispatch(irq), 0);
        leave();
        assert_int_equal(calls, i + 1);
        assert_int_equal(model.preempt, i / 4);
    }
}

static void an_interrupt_whose_source_has_gone_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(hal_irq_enable(irq, PORT, true), HAL_OK);
    model.asks[PORT - 1] = true;
    enter();
    model.asks[PORT - 1] = false;
    assert_int_equal(hal_irq_dispatch(irq), 0);
    leave();
    assert_int_equal(model.preempt, 0);
}

static void each_source_is_pending_once_when_told(void **state)
{
    (void)state;
    for (uint32_t source = 1; source <= COUNT; source++) {
        assert_int_equal(hal_irq_enable(irq, source, true), HAL_OK);
        xh3irq_pend(source - 1);
        assert_true(interrupts());
        assert_int_equal(hal_irq_set_threshold(irq, LEVELS), LEVELS);
        assert_int_equal(irq->ops->claim(irq), 0);
        assert_int_equal(hal_irq_set_threshold(irq, 0), 0);
        assert_int_equal(irq->ops->claim(irq), source);
        assert_false(interrupts());
    }
}

static void serve_inner(void *context)
{
    (void)context;
    inner_calls++;
    model.asks[0] = false;
}

static void run(hal_irq_handler *handler, void *context)
{
    handler(context);
}

/* Source 1 has a higher priority than the port, and comes while the port's handler runs. */
static void serve_outer(void *context)
{
    (void)context;
    calls++;
    model.asks[1] = true;
    assert_false(interrupts());
    model.asks[0] = true;
    enter();
    assert_int_equal(hal_irq_dispatch_one(irq, run), 0);
    leave();
    assert_int_equal(inner_calls, 1);
    assert_false(interrupts());
    model.asks[PORT - 1] = false;
}

static void only_a_higher_priority_preempts_a_handler(void **state)
{
    (void)state;
    calls = 0;
    const uint32_t sources[] = {1, 2, PORT};
    const uint32_t priorities[] = {9, 8, 8};
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(hal_irq_set_priority(irq, sources[i], priorities[i]), priorities[i]);
        assert_int_equal(hal_irq_enable(irq, sources[i], true), HAL_OK);
    }
    assert_int_equal(hal_irq_attach(irq, 1, serve_inner, NULL), HAL_OK);
    assert_int_equal(hal_irq_attach(irq, PORT, serve_outer, NULL), HAL_OK);
    model.asks[PORT - 1] = true;
    enter();
    assert_int_equal(hal_irq_dispatch_one(irq, run), 0);
    leave();
    assert_int_equal(calls, 1);
    assert_int_equal(model.preempt, 0);
    assert_true(interrupts());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_irq_contract, set_up),
        cmocka_unit_test_setup(each_source_has_a_priority_of_its_own, set_up),
        cmocka_unit_test_setup(a_source_of_priority_0_is_not_enabled_in_whatever_order, set_up),
        cmocka_unit_test_setup(a_source_interrupts_above_the_threshold, set_up),
        cmocka_unit_test_setup(the_threshold_is_the_same_after_an_interrupt, set_up),
        cmocka_unit_test_setup(each_source_is_pending_once_when_told, set_up),
        cmocka_unit_test_setup(an_interrupt_whose_source_has_gone_changes_nothing, set_up),
        cmocka_unit_test_setup(only_a_higher_priority_preempts_a_handler, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
