/* SPDX-License-Identifier: MIT */
/*
 * The APLIC driver on a modelled domain in direct delivery mode with 3 bits of priority. A level is
 * pending as long as its line, as in the specification; or until it is claimed, as in QEMU.
 */
#include <aplic.h>
#include <contract.h>
#include <host_test.h>
#include <model.h>
#include <string.h>

enum {
    BASE = 0xc000000,
    SOURCES = 70,
    HART = 3,
    PRIORITY_MASK = 7,
    DOMAINCFG = 0,
    SOURCECFG = 0x4,
    IN_CLRIP = 0x1d00,
    SETIENUM = 0x1edc,
    CLRIPNUM = 0x1ddc,
    CLRIE = 0x1f00,
    CLRIENUM = 0x1fdc,
    TARGET = 0x3004,
    IDELIVERY = 0x4000 + 32 * HART,
    ITHRESHOLD = IDELIVERY + 0x8,
    CLAIMI = IDELIVERY + 0x1c,
};

static struct {
    struct model_device device;
    uint32_t mode[SOURCES + 1], target[SOURCES + 1];
    bool line[SOURCES + 1], pending[SOURCES + 1], enabled[SOURCES + 1];
    uint32_t domaincfg, idelivery, ithreshold;
    bool keeps_levels; /* pending after the line is low again */
    unsigned inactive; /* this source can't be used */
} model;

APLIC_DEFINE(aplic, BASE, HART, SOURCES);

/* The rectified input. */
static bool is_active(uint32_t source)
{
    return model.line[source] != ((model.mode[source] & 1) != 0);
}

static bool is_pending(uint32_t source)
{
    const bool is_level = model.mode[source] >= APLIC_HIGH;
    return (is_level && is_active(source)) ||
           ((!is_level || model.keeps_levels) && model.pending[source]);
}

static uint32_t top(void)
{
    uint32_t found = 0;
    for (uint32_t s = 1; s <= SOURCES; s++) {
        const uint32_t priority = model.target[s] & PRIORITY_MASK;
        if (model.mode[s] != 0 && model.enabled[s] && is_pending(s) &&
            model.target[s] >> 18 == HART &&
            (model.ithreshold == 0 || priority < model.ithreshold) &&
            (found == 0 || priority < (model.target[found] & PRIORITY_MASK))) {
            found = s;
        }
    }
    const bool delivers = model.domaincfg == 0x100 && model.idelivery == 1;
    return delivers && found != 0 ? found << 16 | (model.target[found] & PRIORITY_MASK) : 0;
}

static uint32_t inputs(uint32_t word)
{
    uint32_t value = 0;
    for (uint32_t s = 32 * word; s < 32 * (word + 1) && s <= SOURCES; s++) {
        value |= (uint32_t)is_active(s) << s % 32;
    }
    return value;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    if (offset >= SOURCECFG && offset < SOURCECFG + 4 * SOURCES) {
        return model.mode[(offset - SOURCECFG) / 4 + 1];
    }
    if (offset >= TARGET && offset < TARGET + 4 * SOURCES) {
        return model.target[(offset - TARGET) / 4 + 1];
    }
    if (offset >= IN_CLRIP && offset < IN_CLRIP + 4 * (SOURCES / 32 + 1)) {
        return inputs((offset - IN_CLRIP) / 4);
    }
    assert_int_equal(offset, CLAIMI);
    const uint32_t value = top();
    model.pending[value >> 16] = false;
    return value;
}

static void store_source(uint32_t source, uint32_t *reg, uint32_t value)
{
    if (source != model.inactive) {
        *reg = value;
    }
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset >= SOURCECFG && offset < SOURCECFG + 4 * SOURCES) {
        const uint32_t source = (offset - SOURCECFG) / 4 + 1;
        store_source(source, &model.mode[source], value);
    } else if (offset >= TARGET && offset < TARGET + 4 * SOURCES) {
        const uint32_t source = (offset - TARGET) / 4 + 1;
        const uint32_t priority = value & PRIORITY_MASK;
        store_source(source, &model.target[source], (value & ~255U) | (priority ? priority : 1));
    } else if (offset >= CLRIE && offset < CLRIE + 4 * (SOURCES / 32 + 1)) {
        assert_true(value == UINT32_MAX);
        for (uint32_t s = 0; s < 32 && 8 * (offset - CLRIE) + s <= SOURCES; s++) {
            const uint32_t source = 8 * (offset - CLRIE) + s;
            model.enabled[source] = model.enabled[source] && model.mode[source] == 0;
        }
    } else if (offset == CLRIPNUM) {
        model.pending[value] = false;
    } else if (offset == SETIENUM || offset == CLRIENUM) {
        model.enabled[value] = offset == SETIENUM;
    } else if (offset == ITHRESHOLD) {
        assert_true(value <= PRIORITY_MASK);
        model.ithreshold = value;
    } else if (offset == IDELIVERY) {
        model.idelivery = value;
    } else {
        assert_int_equal(offset, DOMAINCFG);
        model.domaincfg = value;
    }
}

static void set_line(uint32_t source, bool active)
{
    model.pending[source] |= active && !model.line[source];
    model.line[source] = active;
}

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    memset(model.enabled, 1, sizeof(model.enabled));
    model.ithreshold = 5;
    model.device.base = BASE;
    model.device.size = 0x8000;
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model_detach_all();
    model_attach(&model.device);
    hal_irq_reset(&aplic.irq);
    return 0;
}

static void lower(void)
{
    set_line(42, false);
}

static void raise(void)
{
    lower();
    set_line(42, true);
}

static void keeps_the_irq_contract(void **state)
{
    static const struct contract_source source = {42, raise, lower};
    for (int keeps = 0; keeps <= 1; keeps++) {
        (void)set_up(state);
        model.keeps_levels = keeps != 0;
        assert_string_equal(contract_irq(&aplic.irq, &source) ?: "", "");
    }
}

static void reset_disables_everything(void **state)
{
    (void)state;
    for (uint32_t s = 1; s <= SOURCES; s++) {
        assert_false(model.enabled[s]);
        assert_int_equal(model.mode[s], APLIC_HIGH);
    }
    assert_int_equal(model.ithreshold, 0);
    assert_int_equal(model.idelivery, 1);
    assert_int_equal(model.domaincfg, 0x100);
}

static void priorities_are_those_of_the_interface(void **state)
{
    (void)state;
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 5, 1), 1);
    assert_int_equal(model.target[5], HART << 18 | 7);
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 5, 100), 7);
    assert_int_equal(model.target[5], HART << 18 | 1);
    assert_int_equal(hal_irq_set_threshold(&aplic.irq, 100), 7);
    assert_int_equal(model.ithreshold, 1);
    assert_int_equal(hal_irq_set_threshold(&aplic.irq, 1), 1);
    assert_int_equal(model.ithreshold, 7);
}

static void priority_0_disables_and_remembers(void **state)
{
    (void)state;
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 5, 2), 2);
    assert_int_equal(hal_irq_enable(&aplic.irq, 5, true), 0);
    assert_true(model.enabled[5]);
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 5, 0), 0);
    assert_false(model.enabled[5]);
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 5, 1), 1);
    assert_true(model.enabled[5]);
}

static void levels_are_found_without_the_first_source(void **state)
{
    (void)set_up(state);
    model.inactive = 1;
    model.mode[1] = 0;
    model.target[1] = 0;
    hal_irq_reset(&aplic.irq);
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 5, 100), 7);
}

static uint32_t served[4];
static unsigned served_count;

static void note(void *context)
{
    served[served_count++] = (uint32_t)(uintptr_t)context;
    set_line((uint32_t)(uintptr_t)context, false);
}

static void the_highest_priority_is_served_first(void **state)
{
    (void)state;
    served_count = 0;
    for (uint32_t s = 10; s < 13; s++) {
        assert_int_equal(hal_irq_attach(&aplic.irq, s, note, (void *)(uintptr_t)s), 0);
        assert_int_equal(hal_irq_set_priority(&aplic.irq, s, s - 9), s - 9);
        assert_int_equal(hal_irq_enable(&aplic.irq, s, true), 0);
        set_line(s, true);
    }
    assert_int_equal(hal_irq_dispatch(&aplic.irq), 0);
    assert_int_equal(served_count, 3);
    assert_true(served[0] == 12 && served[1] == 11 && served[2] == 10);
}

static void run(hal_irq_handler *handler, void *context)
{
    handler(context);
}

static void a_level_that_has_ended_is_not_delivered(void **state)
{
    (void)state;
    served_count = 0;
    model.keeps_levels = true;
    for (uint32_t s = 10; s < 12; s++) {
        assert_int_equal(hal_irq_attach(&aplic.irq, s, note, (void *)(uintptr_t)s), 0);
        assert_int_equal(hal_irq_set_priority(&aplic.irq, s, 12 - s), 12 - s);
        assert_int_equal(hal_irq_enable(&aplic.irq, s, true), 0);
        set_line(s, true);
    }
    set_line(10, false);
    assert_int_equal(hal_irq_dispatch_one(&aplic.irq, run), 0);
    assert_int_equal(served_count, 1);
    assert_int_equal(served[0], 11);
}

static void an_edge_is_delivered_after_it_has_ended(void **state)
{
    (void)state;
    served_count = 0;
    assert_int_equal(aplic_set_mode(&aplic, 10, APLIC_RISING), HAL_OK);
    assert_int_equal(aplic_set_mode(&aplic, SOURCES + 1, APLIC_RISING), HAL_ERR_INVALID);
    assert_int_equal(hal_irq_attach(&aplic.irq, 10, note, (void *)(uintptr_t)10), 0);
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 10, 1), 1);
    assert_int_equal(hal_irq_enable(&aplic.irq, 10, true), 0);
    set_line(10, true);
    set_line(10, false);
    assert_int_equal(hal_irq_dispatch(&aplic.irq), 0);
    assert_int_equal(served_count, 1);
    model.inactive = 10;
    assert_int_equal(aplic_set_mode(&aplic, 10, APLIC_LOW), HAL_ERR_UNSUPPORTED);
}

static void the_modes_are_as_the_register_keeps_them(void **state)
{
    (void)state;
    served_count = 0;
    assert_int_equal(hal_irq_attach(&aplic.irq, 10, note, (void *)(uintptr_t)10), 0);
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 10, 1), 1);
    set_line(10, true);
    set_line(10, false);
    assert_int_equal(aplic_set_mode(&aplic, 10, APLIC_RISING), HAL_OK);
    assert_int_equal(hal_irq_enable(&aplic.irq, 10, true), 0);
    assert_int_equal(hal_irq_dispatch(&aplic.irq), 0);
    assert_int_equal(served_count, 0);
    model.inactive = 10; /* keeps what it has */
    assert_int_equal(aplic_set_mode(&aplic, 10, APLIC_LOW), HAL_ERR_UNSUPPORTED);
    set_line(10, true);
    set_line(10, false);
    assert_int_equal(hal_irq_dispatch(&aplic.irq), 0);
    assert_int_equal(served_count, 1);
}

static void rise(void *context)
{
    served_count++;
    set_line((uint32_t)(uintptr_t)context, true);
}

static void a_low_level_is_served(void **state)
{
    (void)state;
    served_count = 0;
    set_line(10, true);
    assert_int_equal(aplic_set_mode(&aplic, 10, APLIC_LOW), HAL_OK);
    assert_int_equal(hal_irq_attach(&aplic.irq, 10, rise, (void *)(uintptr_t)10), 0);
    assert_int_equal(hal_irq_set_priority(&aplic.irq, 10, 1), 1);
    assert_int_equal(hal_irq_enable(&aplic.irq, 10, true), 0);
    assert_int_equal(hal_irq_dispatch(&aplic.irq), 0);
    assert_int_equal(served_count, 0);
    set_line(10, false);
    assert_int_equal(hal_irq_dispatch(&aplic.irq), 0);
    assert_int_equal(served_count, 1);
}

static void change_in_handler(void)
{
    hal_ignore(hal_irq_enable(&aplic.irq, 5, false));
}

static void a_handler_that_disables_too_leaves_no_mix(void **state)
{
    for (unsigned access = 1; access <= 2; access++) {
        (void)set_up(state);
        model_set_interrupt_at(access, change_in_handler);
        assert_int_equal(hal_irq_set_priority(&aplic.irq, 5, 1), 1);
        assert_int_equal(hal_irq_enable(&aplic.irq, 5, true), 0);
        assert_int_equal(model.enabled[5], aplic_sources[5].enabled);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_irq_contract, set_up),
        cmocka_unit_test_setup(reset_disables_everything, set_up),
        cmocka_unit_test_setup(priorities_are_those_of_the_interface, set_up),
        cmocka_unit_test_setup(priority_0_disables_and_remembers, set_up),
        cmocka_unit_test_setup(levels_are_found_without_the_first_source, set_up),
        cmocka_unit_test_setup(the_highest_priority_is_served_first, set_up),
        cmocka_unit_test_setup(a_level_that_has_ended_is_not_delivered, set_up),
        cmocka_unit_test_setup(an_edge_is_delivered_after_it_has_ended, set_up),
        cmocka_unit_test_setup(the_modes_are_as_the_register_keeps_them, set_up),
        cmocka_unit_test_setup(a_low_level_is_served, set_up),
        cmocka_unit_test_setup(a_handler_that_disables_too_leaves_no_mix, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
