/* SPDX-License-Identifier: MIT */
/*
 * The IMSIC driver on a modelled domain in MSI delivery mode (model_msi_domain) and the interrupt
 * file of one hart (model_imsic).
 */
#include <contract.h>
#include <hal/imsic.h>
#include <host_test.h>
#include <imsic.h>
#include <model.h>
#include <model_imsic.h>
#include <model_msi_domain.h>
#include <string.h>

enum {
    PER_PRIORITY = (MODEL_IDENTITIES - 1) / IMSIC_PRIORITIES,
};

IMSIC_DEFINE(imsic, MODEL_DOMAIN, MODEL_SOURCES, MODEL_FILES, 3, MODEL_HART, MODEL_IDENTITIES);
static const struct hal_irq *const irq = &imsic.irq;

static struct model_msi_domain *const model = &model_msi_domain;

unsigned long model_imsic_hart(void)
{
    return MODEL_HART;
}

static int set_up(void **state)
{
    (void)state;
    memset(&model_imsic, 0, sizeof(model_imsic));
    memset(&model_imsic.enabled[1], 1, MODEL_IDENTITIES);
    memset(&model_imsic.pending[1], 1, MODEL_IDENTITIES);
    model_imsic.threshold = 5;
    model_msi_domain_attach();
    hal_irq_reset(irq);
    model_imsic.pending[1] = false;
    return 0;
}

static void lower(void)
{
    model_msi_domain_set_line(42, false);
}

static void raise(void)
{
    lower();
    model_msi_domain_set_line(42, true);
}

static void keeps_the_irq_contract(void **state)
{
    static const struct contract_source source = {42, raise, lower};
    for (int keeps = 0; keeps <= 1; keeps++) {
        (void)set_up(state);
        model->keeps_levels = keeps != 0;
        assert_string_equal(contract_irq(irq, &source) ?: "", "");
    }
}

static void reset_disables_everything_but_ipis(void **state)
{
    (void)state;
    model_imsic.pending[1] = true;
    hal_irq_reset(irq);
    for (uint32_t s = 1; s <= MODEL_SOURCES; s++) {
        assert_false(model->enabled[s]);
        assert_int_equal(model->mode[s], APLIC_HIGH);
    }
    for (uint32_t i = 1; i <= MODEL_IDENTITIES; i++) {
        assert_int_equal(model_imsic.enabled[i], i == 1);
        assert_int_equal(model_imsic.pending[i], i == 1);
    }
    assert_int_equal(model_imsic.threshold, 0);
    assert_int_equal(model_imsic.delivery, 1);
    assert_int_equal(model->domaincfg, 0x104);
}

static uint32_t served[4];
static unsigned served_count;
static void (*in_handler)(uint32_t source);

static void note(void *context)
{
    const uint32_t source = (uint32_t)(uintptr_t)context;
    served[served_count++ % 4] = source;
    if (in_handler != NULL) {
        in_handler(source);
    }
}

static void be_quiet(uint32_t source)
{
    model_msi_domain_set_line(source, false);
}

static void listen(uint32_t source, uint32_t priority, void (*handler)(uint32_t source))
{
    in_handler = handler;
    served_count = 0;
    assert_int_equal(hal_irq_attach(irq, source, note, (void *)(uintptr_t)source), 0);
    assert_int_equal(hal_irq_set_priority(irq, source, priority), priority);
    assert_int_equal(hal_irq_enable(irq, source, true), 0);
}

static void run(hal_irq_handler *handler, void *context)
{
    handler(context);
}

static void a_lower_identity_is_a_higher_priority(void **state)
{
    (void)state;
    assert_int_equal(hal_irq_set_priority(irq, 5, 1), 1);
    assert_int_equal(model->target[5], MODEL_HART << 18 | (2 + 6 * PER_PRIORITY));
    assert_int_equal(hal_irq_set_priority(irq, 5, 100), 7);
    assert_int_equal(model->target[5], MODEL_HART << 18 | 2);
    assert_int_equal(hal_irq_set_priority(irq, 6, 7), 7);
    assert_int_equal(model->target[6], MODEL_HART << 18 | 3);
    assert_int_equal(hal_irq_set_threshold(irq, 100), 7);
    assert_int_equal(model_imsic.threshold, 2);
    assert_int_equal(hal_irq_set_threshold(irq, 1), 1);
    assert_int_equal(model_imsic.threshold, 2 + 6 * PER_PRIORITY);
}

static void the_highest_priority_is_served_first(void **state)
{
    (void)state;
    for (uint32_t s = 10; s < 13; s++) {
        listen(s, s - 9, be_quiet);
        model_msi_domain_set_line(s, true);
    }
    assert_true(model_imsic_interrupts());
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 3);
    assert_true(served[0] == 12 && served[1] == 11 && served[2] == 10);
    assert_false(model_imsic.pending[0]);
}

static void a_priority_has_so_many_identities(void **state)
{
    (void)state;
    for (uint32_t s = 1; s <= PER_PRIORITY; s++) {
        assert_int_equal(hal_irq_set_priority(irq, s, 3), 3);
    }
    const uint32_t target = model->target[1];
    assert_int_equal(hal_irq_set_priority(irq, 60, 3), HAL_ERR_UNSUPPORTED);
    assert_int_equal(model->target[60], 0);
    assert_int_equal(hal_irq_set_priority(irq, 60, 4), 4);
    assert_int_equal(hal_irq_set_priority(irq, 60, 3), HAL_ERR_UNSUPPORTED);
    assert_int_equal(irq->ops->get_priority(irq, 60), 4);
    assert_int_equal(hal_irq_set_priority(irq, 1, 0), 0);
    assert_int_equal(hal_irq_set_priority(irq, 60, 3), 3);
    assert_int_equal(model->target[60], target);
}

static unsigned left_high;

static void be_quiet_at_last(uint32_t source)
{
    if (left_high-- == 0) {
        be_quiet(source);
    }
}

static void a_level_that_stays_is_served_again(void **state)
{
    (void)state;
    listen(10, 2, be_quiet_at_last);
    left_high = 2;
    model_msi_domain_set_line(10, true);
    for (unsigned i = 1; i <= 3; i++) {
        assert_int_equal(model->messages, i);
        assert_true(model_imsic_interrupts());
        assert_int_equal(hal_irq_dispatch_one(irq, run), 0);
        assert_int_equal(served_count, i);
    }
    assert_false(model_imsic_interrupts());
    left_high = 2;
    model_msi_domain_set_line(10, true);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 6);
    assert_false(model_imsic_interrupts());
    assert_int_equal(model->messages, 6);
}

static void enable_anew(uint32_t source)
{
    assert_int_equal(hal_irq_enable(irq, source, true), 0);
    assert_int_equal(hal_irq_set_priority(irq, source, 3), 3);
    assert_int_equal(model->messages, 1);
    be_quiet(source);
}

static void a_handler_may_change_its_source(void **state)
{
    (void)state;
    listen(10, 2, enable_anew);
    model_msi_domain_set_line(10, true);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 1);
    assert_false(model_imsic_interrupts());
}

static void a_source_waits_while_it_is_disabled(void **state)
{
    (void)state;
    listen(10, 2, be_quiet);
    model_msi_domain_set_line(10, true);
    assert_int_equal(hal_irq_enable(irq, 10, false), 0);
    assert_false(model_imsic_interrupts());
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 0);
    assert_int_equal(hal_irq_enable(irq, 10, true), 0);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 1);
    assert_int_equal(hal_irq_enable(irq, 10, false), 0);
    model_msi_domain_set_line(10, true);
    assert_int_equal(model->messages, 2);
    assert_int_equal(hal_irq_enable(irq, 10, true), 0);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 2);
}

static void a_level_that_has_ended_is_not_delivered(void **state)
{
    (void)state;
    listen(10, 2, be_quiet);
    listen(11, 1, be_quiet);
    model_msi_domain_set_line(10, true);
    model_msi_domain_set_line(11, true);
    model_msi_domain_set_line(10, false);
    assert_int_equal(hal_irq_dispatch_one(irq, run), 0);
    assert_int_equal(served_count, 1);
    assert_int_equal(served[0], 11);
}

static void a_message_without_a_source_is_dropped(void **state)
{
    (void)state;
    model_imsic.enabled[99] = true;
    model_imsic_send(99);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_false(model_imsic_interrupts());
}

static void an_edge_is_delivered_after_it_has_ended(void **state)
{
    (void)state;
    assert_int_equal(imsic_set_mode(&imsic, 10, APLIC_RISING), HAL_OK);
    assert_int_equal(imsic_set_mode(&imsic, MODEL_SOURCES + 1, APLIC_RISING), HAL_ERR_INVALID);
    listen(10, 1, NULL);
    model_msi_domain_set_line(10, true);
    model_msi_domain_set_line(10, false);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 1);
    model->inactive = 10;
    assert_int_equal(imsic_set_mode(&imsic, 10, APLIC_LOW), HAL_ERR_UNSUPPORTED);
}

static void an_edge_keeps_pending_at_another_priority(void **state)
{
    (void)state;
    assert_int_equal(imsic_set_mode(&imsic, 10, APLIC_RISING), HAL_OK);
    listen(10, 1, NULL);
    model_msi_domain_set_line(10, true);
    assert_int_equal(hal_irq_set_priority(irq, 10, 0), 0);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 0);
    assert_int_equal(hal_irq_set_priority(irq, 10, 5), 5);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 1);
}

static void what_was_pending_in_another_mode_is_no_edge(void **state)
{
    (void)state;
    listen(10, 1, NULL);
    model_msi_domain_set_line(10, true);
    assert_int_equal(hal_irq_enable(irq, 10, false), 0);
    model_msi_domain_set_line(10, false);
    assert_int_equal(imsic_set_mode(&imsic, 10, APLIC_RISING), HAL_OK);
    assert_int_equal(hal_irq_enable(irq, 10, true), 0);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 0);
}

/* A line that is active in the mode, or was before the reset, has no edge to come. */
static void a_level_without_an_edge_is_served(void **state)
{
    (void)state;
    assert_int_equal(imsic_set_mode(&imsic, 10, APLIC_LOW), HAL_OK);
    listen(10, 1, NULL);
    assert_true(model_imsic_interrupts());
    model_msi_domain_set_line(11, true);
    hal_irq_reset(irq);
    assert_false(model_imsic_interrupts());
    model->pending[11] = false;
    listen(11, 1, be_quiet);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 1);
}

static void ipis_are_messages(void **state)
{
    (void)state;
    model_imsic.pending[1] = true;
    imsic_set_software_irq(MODEL_FILES, 5, true);
    assert_int_equal(model->ipi_to, 5);
    assert_false(model_imsic.software);
    model->ipi_to = UINT32_MAX;
    imsic_set_software_irq(MODEL_FILES, MODEL_HART, true);
    assert_true(model_imsic.software);
    imsic_set_software_irq(MODEL_FILES, 5, false);
    assert_true(model_imsic.software && model_imsic.pending[1]);
    imsic_set_software_irq(MODEL_FILES, MODEL_HART, false);
    assert_false(model_imsic.software || model_imsic.pending[1]);
    assert_int_equal(model->ipi_to, UINT32_MAX);
}

static void clearing_an_ipi_takes_no_other_message(void **state)
{
    (void)state;
    listen(10, 1, be_quiet);
    model_msi_domain_set_line(10, true);
    imsic_set_software_irq(MODEL_FILES, MODEL_HART, false);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 1);
}

/* As src/trap/msi.S. */
static void take_ipi(void)
{
    if (model_imsic.pending[1]) {
        model_imsic.pending[1] = false;
        model_imsic.software = true;
    }
}

static void an_interrupt_that_takes_the_ipi_leaves_the_other_message(void **state)
{
    (void)state;
    listen(10, 1, be_quiet);
    model_msi_domain_set_line(10, true);
    model_imsic_send(1);
    model_set_interrupt(take_ipi);
    imsic_set_software_irq(MODEL_FILES, MODEL_HART, false);
    model_set_interrupt(NULL);
    assert_false(model_imsic.pending[1]);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 1);
}

static void a_claimed_ipi_is_the_software_interrupt(void **state)
{
    (void)state;
    model_imsic_send(1);
    listen(10, 7, be_quiet);
    model_msi_domain_set_line(10, true);
    assert_int_equal(hal_irq_set_threshold(irq, 7), 7);
    assert_true(model_imsic_interrupts());
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_true(model_imsic.software);
    assert_int_equal(served_count, 0);
    assert_int_equal(hal_irq_set_threshold(irq, 6), 6);
    assert_int_equal(hal_irq_dispatch(irq), 0);
    assert_int_equal(served_count, 1);
}

static void files_may_be_at_any_address(void **state)
{
    (void)state;
    struct imsic far = imsic;
    far.files = (uintptr_t)(UINT64_C(0x123) << 44 | MODEL_FILES);
    hal_irq_reset(&far.irq);
    assert_int_equal(model->mmsiaddrcfgh & 0xfff, 0x123);
    assert_int_equal(model->mmsiaddrcfg, MODEL_FILES >> 12);
}

static void change_in_handler(void)
{
    hal_ignore(hal_irq_enable(irq, 5, false));
    hal_ignore(hal_irq_set_threshold(irq, 2));
}

static void a_handler_that_disables_too_leaves_no_mix(void **state)
{
    for (unsigned access = 1; access <= 12; access++) {
        (void)set_up(state);
        model_set_interrupt_at(access, change_in_handler);
        assert_int_equal(hal_irq_set_priority(irq, 5, 1), 1);
        assert_int_equal(hal_irq_enable(irq, 5, true), 0);
        assert_int_equal(hal_irq_set_priority(irq, 5, 2), 2);
        const bool is_on = imsic_sources[5].enabled;
        assert_int_equal(model->enabled[5], is_on);
        assert_int_equal(model_imsic.enabled[model->target[5] & 0x7ff], is_on);
    }
}

static void an_interrupt_leaves_miselect_alone(void **state)
{
    (void)state;
    model_set_interrupt(change_in_handler);
    hal_irq_reset(irq);
    for (uint32_t priority = 0; priority <= 7; priority++) {
        assert_int_equal(hal_irq_set_priority(irq, 5, priority), priority);
        assert_int_equal(hal_irq_enable(irq, 6, true), 0);
        assert_int_equal(hal_irq_set_threshold(irq, priority), priority);
        assert_int_equal(imsic_set_mode(&imsic, 7, APLIC_RISING), HAL_OK);
    }
    model_set_interrupt(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_irq_contract, set_up),
        cmocka_unit_test_setup(reset_disables_everything_but_ipis, set_up),
        cmocka_unit_test_setup(a_lower_identity_is_a_higher_priority, set_up),
        cmocka_unit_test_setup(the_highest_priority_is_served_first, set_up),
        cmocka_unit_test_setup(a_priority_has_so_many_identities, set_up),
        cmocka_unit_test_setup(a_level_that_stays_is_served_again, set_up),
        cmocka_unit_test_setup(a_handler_may_change_its_source, set_up),
        cmocka_unit_test_setup(a_source_waits_while_it_is_disabled, set_up),
        cmocka_unit_test_setup(a_level_that_has_ended_is_not_delivered, set_up),
        cmocka_unit_test_setup(a_message_without_a_source_is_dropped, set_up),
        cmocka_unit_test_setup(an_edge_is_delivered_after_it_has_ended, set_up),
        cmocka_unit_test_setup(an_edge_keeps_pending_at_another_priority, set_up),
        cmocka_unit_test_setup(what_was_pending_in_another_mode_is_no_edge, set_up),
        cmocka_unit_test_setup(a_level_without_an_edge_is_served, set_up),
        cmocka_unit_test_setup(ipis_are_messages, set_up),
        cmocka_unit_test_setup(clearing_an_ipi_takes_no_other_message, set_up),
        cmocka_unit_test_setup(an_interrupt_that_takes_the_ipi_leaves_the_other_message, set_up),
        cmocka_unit_test_setup(a_claimed_ipi_is_the_software_interrupt, set_up),
        cmocka_unit_test_setup(files_may_be_at_any_address, set_up),
        cmocka_unit_test_setup(a_handler_that_disables_too_leaves_no_mix, set_up),
        cmocka_unit_test_setup(an_interrupt_leaves_miselect_alone, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
