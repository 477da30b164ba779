/* SPDX-License-Identifier: MIT */
/* The SiFive GPIO driver on its modelled registers, including write-1-to-clear. */
#include <contract.h>
#include <host_test.h>
#include <model.h>
#include <sifive_gpio.h>
#include <string.h>

enum {
    BASE = 0x10012000,
    INPUT_VAL = 0x00,
    INPUT_EN = 0x04,
    OUTPUT_EN = 0x08,
    OUTPUT_VAL = 0x0c,
    PULL_UP = 0x10,
    RISE_IE = 0x18,
    RISE_IP = 0x1c,
    FALL_IE = 0x20,
    FALL_IP = 0x24,
    IOF_EN = 0x38,
    IOF_SEL = 0x3c,
};

static struct {
    struct model_device device;
    uint32_t regs[0x44 / 4];
    uint32_t drove_high, drove_low; /* pins driven since this was cleared */
} model;

static uint32_t *reg(uint32_t offset)
{
    return &model.regs[offset / 4];
}

static uint32_t wire_levels(void)
{
    const uint32_t driven = *reg(OUTPUT_EN);
    model.drove_high |= driven & *reg(OUTPUT_VAL);
    model.drove_low |= driven & ~*reg(OUTPUT_VAL);
    return ((*reg(OUTPUT_VAL) & driven) | (*reg(PULL_UP) & ~driven)) & *reg(INPUT_EN);
}

static void settle(void)
{
    const uint32_t before = *reg(INPUT_VAL);
    const uint32_t now = wire_levels();
    *reg(INPUT_VAL) = now;
    *reg(RISE_IP) |= now & ~before;
    *reg(FALL_IP) |= before & ~now;
}

static uint32_t load(struct model_device *device, uint32_t offset)
{
    (void)device;
    return *reg(offset);
}

static void store(struct model_device *device, uint32_t offset, uint32_t value)
{
    (void)device;
    if (offset == RISE_IP || offset == FALL_IP) {
        *reg(offset) &= ~value;
    } else {
        *reg(offset) = value;
    }
    settle();
}

static struct sifive_gpio_state gpio_state;
static const struct sifive_gpio gpio = {{&sifive_gpio_ops}, BASE, 19, &gpio_state};
static const struct hal_pin pin = {&gpio.gpio, 5};
static const struct hal_pin other = {&gpio.gpio, 18};
static const struct hal_pin absent = {&gpio.gpio, 19};

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    memset(&gpio_state, 0, sizeof(gpio_state));
    model.device.base = BASE;
    model.device.size = sizeof(model.regs);
    model.device.width = 4;
    model.device.load = load;
    model.device.store = store;
    model_detach_all();
    model_attach(&model.device);
    return 0;
}

static void keeps_the_gpio_contract(void **state)
{
    (void)state;
    assert_string_equal(contract_gpio(&pin, &absent) ?: "", "");
    assert_string_equal(contract_gpio(&other, &absent) ?: "", "");
}

static void pins_do_not_disturb_one_another(void **state)
{
    (void)state;
    assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OUTPUT), HAL_OK);
    hal_pin_write(&pin, true);
    assert_int_equal(hal_pin_configure(&other, HAL_GPIO_OPEN_DRAIN), HAL_OK);
    hal_pin_write(&other, false);
    hal_pin_toggle(&other);
    hal_pin_toggle(&other);
    assert_int_equal(*reg(OUTPUT_VAL), 1 << 5);
    assert_int_equal(*reg(OUTPUT_EN), 1 << 5 | 1 << 18);
    assert_int_equal(*reg(PULL_UP), 1 << 18);
    hal_pin_write(&absent, true);
    assert_int_equal(*reg(OUTPUT_VAL), 1 << 5);
    assert_false(hal_pin_read(&absent));
}

static void an_open_drain_pin_never_drives_high(void **state)
{
    (void)state;
    assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OUTPUT), HAL_OK);
    hal_pin_write(&pin, true);
    assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OPEN_DRAIN), HAL_OK);
    hal_pin_write(&pin, true);
    assert_int_equal(*reg(OUTPUT_EN) & 1 << 5, 0);
    hal_pin_write(&pin, false);
    assert_int_equal(*reg(OUTPUT_VAL) & 1 << 5, 0);
    assert_int_equal(*reg(OUTPUT_EN) & 1 << 5, 1 << 5);
}

static void an_open_drain_pin_that_becomes_an_output_never_drives_another_level(void **state)
{
    (void)state;
    assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OPEN_DRAIN), HAL_OK);
    hal_pin_write(&pin, true);
    model.drove_low = 0;
    assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OUTPUT), HAL_OK);
    assert_true(hal_pin_read(&pin));
    assert_int_equal(model.drove_low, 0);
}

static void drive_low(void)
{
    hal_pin_write(&pin, false);
}

static void a_handler_that_writes_an_open_drain_pin_too_is_not_undone_by_halves(void **state)
{
    bool is_to_come;
    unsigned access = 1;
    do {
        (void)set_up(state);
        assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OPEN_DRAIN), HAL_OK);
        hal_pin_write(&pin, false);
        model_set_interrupt_at(access++, drive_low);
        hal_pin_toggle(&pin);
        is_to_come = model_interrupt_is_to_come();
        model_set_interrupt(NULL);
        assert_int_equal(hal_pin_read(&pin), is_to_come);
        assert_int_equal(model.drove_high, 0);
        assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OUTPUT), HAL_OK);
        assert_int_equal(hal_pin_read(&pin), is_to_come);
    } while (!is_to_come);
    assert_true(access > 2);
}

static void a_handler_that_writes_while_the_mode_changes_is_heard(void **state)
{
    unsigned access = 1;
    do {
        (void)set_up(state);
        assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OUTPUT), HAL_OK);
        hal_pin_write(&pin, true);
        model_set_interrupt_at(access++, drive_low);
        assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OPEN_DRAIN), HAL_OK);
        assert_int_equal(*reg(OUTPUT_VAL) & 1 << 5, 0);
        assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OUTPUT), HAL_OK);
        assert_true(model_interrupt_is_to_come() || !hal_pin_read(&pin));
    } while (!model_interrupt_is_to_come());
}

static unsigned accesses_until_interrupt;

static void toggle_other_once(void)
{
    if (accesses_until_interrupt-- == 0) {
        hal_pin_toggle(&other);
    }
}

static void a_handler_in_between_loses_no_change(void **state)
{
    (void)state;
    assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_OUTPUT), HAL_OK);
    assert_int_equal(hal_pin_configure(&other, HAL_GPIO_OUTPUT), HAL_OK);
    for (int i = 0; i < 100; i++) {
        accesses_until_interrupt = 0;
        model_set_interrupt(toggle_other_once);
        hal_pin_toggle(&pin);
        model_set_interrupt(NULL);
        assert_int_equal(hal_pin_read(&other), i % 2 == 0);
        assert_int_equal(hal_pin_read(&pin), i % 2 == 0);
    }
}

static void alternate_functions_are_given_and_taken(void **state)
{
    (void)state;
    *reg(IOF_SEL) = UINT32_MAX;
    sifive_gpio_set_alternate(BASE, &gpio_state, 1 << 5 | 1 << 18);
    assert_int_equal(*reg(IOF_EN), 1 << 5 | 1 << 18);
    assert_int_equal(*reg(IOF_SEL), ~(1U << 5 | 1U << 18));
    assert_int_equal(hal_pin_configure(&pin, HAL_GPIO_INPUT), HAL_OK);
    assert_int_equal(*reg(IOF_EN), 1 << 18);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(keeps_the_gpio_contract, set_up),
        cmocka_unit_test_setup(pins_do_not_disturb_one_another, set_up),
        cmocka_unit_test_setup(an_open_drain_pin_never_drives_high, set_up),
        cmocka_unit_test_setup(an_open_drain_pin_that_becomes_an_output_never_drives_another_level,
                               set_up),
        cmocka_unit_test_setup(a_handler_that_writes_an_open_drain_pin_too_is_not_undone_by_halves,
                               set_up),
        cmocka_unit_test_setup(a_handler_that_writes_while_the_mode_changes_is_heard, set_up),
        cmocka_unit_test_setup(a_handler_in_between_loses_no_change, set_up),
        cmocka_unit_test_setup(alternate_functions_are_given_and_taken, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
